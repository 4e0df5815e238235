/** Routing, rotation and escalation policies, from their documents. Adapter of the core's records. */
package io.headwater.notifier.policies;
