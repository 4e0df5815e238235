/** Slack's Web API as Headwater meets it: workspace, methods, limits, error words, signed interactions. */
package io.headwater.sandbox.slack;
