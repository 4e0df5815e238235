/** What was told, what shall be told, and where to read on: the rows, in PostgreSQL. Adapter. */
package io.headwater.notifier.ledger;
