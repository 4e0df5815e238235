/** Replays and back-tests as they are asked for over HTTP: one at a time, in the background, kept in memory. */
package io.headwater.incident.backtest.run;
