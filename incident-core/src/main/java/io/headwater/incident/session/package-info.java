/** Console sessions: one-time links, cookies, and the filter that lets their bearers in. */
package io.headwater.incident.session;
