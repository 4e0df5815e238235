/** What people read in Slack: Block Kit as plain values (docs.slack.dev, Block Kit). Pure; people stay tokens until {@link Names}. */
package io.headwater.notifier.message;
