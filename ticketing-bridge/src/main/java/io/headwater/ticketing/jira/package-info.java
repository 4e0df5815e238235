/** Jira Cloud's REST API v3, as far as tickets need it. The sandbox and the real one are the same code path. */
package io.headwater.ticketing.jira;
