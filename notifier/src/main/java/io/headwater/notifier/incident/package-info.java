/** What the notifier knows of an incident: facts and how it stands after them. Pure. */
package io.headwater.notifier.incident;
