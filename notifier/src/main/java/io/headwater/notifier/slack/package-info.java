/** Slack's Web API through its own client. Adapter; knows nothing of incidents' lives. */
package io.headwater.notifier.slack;
