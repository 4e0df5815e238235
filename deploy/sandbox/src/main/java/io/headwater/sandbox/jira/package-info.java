/** Jira Cloud's REST API v3 as Headwater meets it: issues, comments, transitions, properties, links, JQL, webhooks. */
package io.headwater.sandbox.jira;
