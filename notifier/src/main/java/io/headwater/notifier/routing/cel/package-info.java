/** Conditions in the Common Expression Language, by dev.cel. Adapter. */
package io.headwater.notifier.routing.cel;
