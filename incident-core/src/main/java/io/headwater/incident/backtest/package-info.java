/**
 * History played again: one workspace's inputs through an engine of its own, and how what it says differs from what
 * happened. Pure; where the inputs come from and who asks is in {@code backtest.run}. Start reading at {@link
 * io.headwater.incident.backtest.Playback}.
 */
package io.headwater.incident.backtest;
