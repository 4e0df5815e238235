/** Policies and people, kept in memory. */
package io.headwater.ticketing.reference;
