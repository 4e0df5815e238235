/** Starts the parts of a local stack in their order, watches them, brings back what dies, and ends them all. */
package io.headwater.cli.supervisor;
