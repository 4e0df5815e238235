/** Headwater's own directory on this machine: data, logs, secrets, ports. */
package io.headwater.cli.home;
