/**
 * Headwater's benchmarks: sections that measure, each figure against its baseline in the same run, and one table that says
 * which targets hold. {@link io.headwater.bench.Suite} lists the sections.
 */
package io.headwater.bench;
