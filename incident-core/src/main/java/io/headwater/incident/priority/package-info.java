/** How urgent an incident is: rules over facts, the first that holds wins. */
package io.headwater.incident.priority;
