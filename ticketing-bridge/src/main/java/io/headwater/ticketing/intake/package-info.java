/** Incident events in: read from the watermark on, mapped for the core, handed to the ledger. */
package io.headwater.ticketing.intake;
