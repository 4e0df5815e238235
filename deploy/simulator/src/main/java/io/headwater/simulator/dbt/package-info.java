/**
 * What dbt 1.10 writes, node by node and line by line: manifest.json (v12), run_results.json (v6), sources.json (v3). The
 * sample company and the storms are told with it. Documents are written as they are told, never held.
 */
package io.headwater.simulator.dbt;
