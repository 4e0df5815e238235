/** Kafka out: ticket links, commands and dead letters. */
package io.headwater.ticketing.outlet;
