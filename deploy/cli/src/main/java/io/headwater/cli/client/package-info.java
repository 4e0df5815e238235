/** Headwater's HTTP interface as the command line uses it. */
package io.headwater.cli.client;
