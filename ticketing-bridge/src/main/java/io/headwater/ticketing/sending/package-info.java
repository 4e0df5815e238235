/** Carries out what the ledger intends, once in effect, and says on Kafka what became of it. */
package io.headwater.ticketing.sending;
