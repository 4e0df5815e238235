/** The commands of `deploy/headwater`, one class each. */
package io.headwater.cli.command;
