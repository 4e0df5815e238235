/**
 * Storms with their truth. {@link io.headwater.simulator.Storm#of} draws a warehouse and what breaks in it from a seed;
 * {@link io.headwater.simulator.Night} plays it: what every check says and when that arrives;
 * {@link io.headwater.simulator.Score} tells how well somebody grouped it, {@link io.headwater.simulator.PlainGrouping}
 * groups it as simpler systems do. Nothing here knows the engine that is measured with it.
 */
package io.headwater.simulator;
