/** The console: pages for people on call, rendered here from the same queries that the HTTP interface answers with. */
package io.headwater.incident.console;
