/** The ticket ledger in PostgreSQL: intents, what became of them, and the watermark they were committed with. */
package io.headwater.ticketing.ledger;
