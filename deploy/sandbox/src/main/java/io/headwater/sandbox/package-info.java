/** Plays the outside world that a laptop lacks: Slack, Jira Cloud and a mail server, with a page that shows them. */
package io.headwater.sandbox;
