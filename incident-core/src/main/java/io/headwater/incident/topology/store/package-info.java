/** The state of a task: its stores, their rows as bytes, and the engine's ports over them. */
package io.headwater.incident.topology.store;
