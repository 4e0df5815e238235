/** What Monte Carlo's webhooks say. Pure. */
package io.headwater.ingest.montecarlo;
