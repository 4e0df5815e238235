package io.headwater.notifier.intake;

import io.headwater.notifier.ledger.Nudge;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The three things that are read. */
@ApplicationScoped
class Consumers {
    private final Reading reading;
    private final EventWriter events;
    private final KnowledgeWriter known;
    private final DecisionWriter decisions;
    private final Knowledge knowledge;
    private final Nudge nudge;

    @Inject
    Consumers(
            Reading reading,
            EventWriter events,
            KnowledgeWriter known,
            DecisionWriter decisions,
            Knowledge knowledge,
            Nudge nudge) {
        this.reading = reading;
        this.events = events;
        this.known = known;
        this.decisions = decisions;
        this.knowledge = knowledge;
        this.nudge = nudge;
    }

    @Incoming("incident-events")
    @Blocking
    void events(ConsumerRecords<String, byte[]> records) {
        knowledge.await();
        reading.take(records, events::write);
        nudge.now();
    }

    @Incoming("knowledge")
    @Blocking
    void knowledge(ConsumerRecords<String, byte[]> records) {
        knowledge.reached(reading.take(records, known::write));
    }

    @Incoming("decisions")
    @Blocking
    void decisions(ConsumerRecords<String, byte[]> records) {
        reading.take(records, decisions::write);
        nudge.now();
    }
}
