/** Pure: what a ticket should say and do after each incident event, given what the ledger holds. */
package io.headwater.ticketing.ticket;
