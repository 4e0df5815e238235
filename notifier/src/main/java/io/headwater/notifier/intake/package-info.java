/** From Kafka into the ledger: events, policies, people, decisions. Adapter. */
package io.headwater.notifier.intake;
