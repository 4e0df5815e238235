/** The HTTP interface of incidents: what is asked and what is commanded. Knows HTTP and nothing of the log's folding. */
package io.headwater.incident.api;
