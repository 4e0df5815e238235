/** The doors: Slack's interactions and events, and who is on call. Adapter. */
package io.headwater.notifier.api;
