package io.headwater.ticketing.intake;

import io.headwater.identity.Workspace;
import io.headwater.ticketing.ledger.Considered;
import io.headwater.ticketing.ledger.Ledger;
import io.headwater.ticketing.outlet.Outlet;
import io.headwater.ticketing.reference.ReferenceLog;
import io.headwater.ticketing.sending.Sender;
import io.headwater.ticketing.ticket.Fact;
import io.headwater.ticketing.ticket.TicketPolicy;
import io.headwater.topics.EventHeaders;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RecordKey;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads incident events in batches and has the ledger write what follows. An event type of a later version is passed
 * over; what cannot be read becomes a dead letter; a registry or database that is away is waited for.
 */
@ApplicationScoped
class IncidentReader {
    private static final Logger LOG = Logger.getLogger(IncidentReader.class);
    /** The longest incident id that the ledger holds. */
    private static final int INCIDENT = 300;

    private static final String EVENT_TYPES = "io.headwater.schema.incident.";
    private static final Set<String> KNOWN =
            Topics.INCIDENT_EVENTS.records().stream().map(EventHeaders::typeOf).collect(Collectors.toUnmodifiableSet());

    private final RecordCodec codec;
    private final Ledger ledger;
    private final ReferenceLog reference;
    private final Outlet outlet;
    private final Sender sender;

    @Inject
    IncidentReader(RecordCodec codec, Ledger ledger, ReferenceLog reference, Outlet outlet, Sender sender) {
        this.codec = codec;
        this.ledger = ledger;
        this.reference = reference;
        this.outlet = outlet;
        this.sender = sender;
    }

    @Incoming("incident-events")
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        List<Considered> events = new ArrayList<>();
        Map<String, Long> next = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            String place = WatermarkListener.place(record.topic(), record.partition());
            patiently(record, place).ifPresent(events::add);
            next.put(place, record.offset() + 1);
        }
        if (!next.isEmpty()) {
            ledger.commit(events, next);
            sender.wake();
        }
    }

    private Optional<Considered> patiently(ConsumerRecord<String, byte[]> record, String place) {
        while (true) {
            try {
                return considered(record, place);
            } catch (UnreadableRecord | IllegalArgumentException bad) {
                outlet.deadLetter(record, bad.getMessage());
                return Optional.empty();
            } catch (RegistryUnavailable away) {
                if (Thread.currentThread().isInterrupted()) {
                    throw away;
                }
                LOG.warnf("incident events wait for the schema registry: %s", away.getMessage());
            }
        }
    }

    private Optional<Considered> considered(ConsumerRecord<String, byte[]> record, String place) {
        RecordKey key = keyOf(record);
        String type = EventHeaders.get(record.headers(), "ce_type").orElse("");
        if (type.startsWith(EVENT_TYPES) && !KNOWN.contains(type)) {
            LOG.debugf("%s is of a later version; passed over", type);
            return Optional.empty();
        }
        Optional<Fact> fact = SightMapping.fact(codec.decode(record.topic(), record.value()));
        return fact.map(said -> {
            TicketPolicy policy = TicketPolicy.choose(reference.policies(key.workspace()), said.sight());
            return new Considered(place, record.offset(), key.workspace(), key.id(), said, policy);
        });
    }

    /** A key that the ledger could not hold would be tried for ever, and nothing behind it would be read. */
    private static RecordKey keyOf(ConsumerRecord<String, byte[]> record) {
        RecordKey key = RecordKey.parse(record.key());
        if (!Workspace.isValid(key.workspace())) {
            throw new IllegalArgumentException("key '" + key + "' names no valid workspace");
        }
        if (key.id().isBlank() || key.id().length() > INCIDENT || key.id().indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "key '" + key + "' names no incident of 1 to " + INCIDENT + " characters");
        }
        return key;
    }
}
