/** Which channel, rotation and escalation an incident goes to. Pure; the condition language is behind {@link Conditions}. */
package io.headwater.notifier.routing;
