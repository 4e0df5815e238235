/** What Monte Carlo's webhooks say: the two documented types, and the update that marks an alert as fixed. */
package io.headwater.simulator.montecarlo;
