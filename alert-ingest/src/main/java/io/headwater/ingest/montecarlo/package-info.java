/** Monte Carlo's webhooks: who may send them, and what they say. Pure. */
package io.headwater.ingest.montecarlo;
