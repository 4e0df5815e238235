package io.headwater.ticketing.outlet;

import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.TicketLink;
import io.headwater.schema.command.CommandMeta;
import io.headwater.schema.command.Link;
import io.headwater.ticketing.ledger.TicketChange;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.RefusedRecord;
import io.headwater.topics.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** What ticketing-bridge writes to Kafka. Each method returns once the broker has it. */
@ApplicationScoped
public class Outlet {
    private static final Logger LOG = Logger.getLogger(Outlet.class);
    private static final String SYSTEM = "jira";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RecordCodec codec;
    private final Outbound outbound;
    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;

    @Inject
    Outlet(RecordCodec codec, @Channel("outbound") MutinyEmitter<ProducerRecord<String, byte[]>> emitter) {
        this.codec = codec;
        this.outbound = new Outbound(codec, "ticketing-bridge");
        this.emitter = emitter;
    }

    /** Learns the schema ids now, so that a registry that restarts later is not missed. */
    public void warm() {
        codec.warm(Topics.TICKETS, Topics.COMMANDS, Topics.DEAD_LETTER);
    }

    /** Shows the ticket as it is; the same revision has the same event id. */
    public void ticket(TicketChange change, String url) {
        TicketLink link = TicketLink.newBuilder()
                .setWorkspace(change.workspace())
                .setTicketId(change.ticketId())
                .setIncident(change.incident())
                .setSystem(SYSTEM)
                .setKey(change.remoteKey().orElse(""))
                .setUrl(url)
                .setStatus(change.status())
                .setState(DeliveryState.valueOf(change.state()))
                .setReason(change.reason())
                .setAt(change.at())
                .build();
        String id = change.ticketId() + "-" + change.revision();
        send(outbound.record(Topics.TICKETS, change.workspace(), change.incident(), id, change.at(), link));
    }

    /** Asks that the incident's own history hold the ticket; asked twice, it is the same command. */
    public void link(TicketChange change, String key, String url) {
        CommandMeta meta = CommandMeta.newBuilder()
                .setWorkspace(change.workspace())
                .setCommandId("link-" + change.ticketId())
                .setIncident(change.incident())
                .setBy(Actor.newBuilder()
                        .setKind(ActorKind.SYSTEM)
                        .setVia(SYSTEM)
                        .build())
                .setAt(change.at())
                .build();
        Link command = Link.newBuilder()
                .setMeta(meta)
                .setSystem(SYSTEM)
                .setKey(key)
                .setUrl(url)
                .setStatus(change.status())
                .build();
        Instant at = change.at();
        send(outbound.record(Topics.COMMANDS, change.workspace(), change.incident(), meta.getCommandId(), at, command));
    }

    /** Keeps what could not be read; waits for broker and registry as long as it takes. */
    public void deadLetter(ConsumerRecord<String, byte[]> record, String reason) {
        DeadLetter letter = RefusedRecord.of(record).letter("ticketing-bridge", "ticket", reason);
        LOG.warnf("unreadable record %s: %s", letter.getDeliveryId(), reason);
        emitter.send(outbound.record(
                        Topics.DEAD_LETTER,
                        letter.getWorkspace(),
                        letter.getDeliveryId(),
                        letter.getDeliveryId(),
                        letter.getAt(),
                        letter))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely()
                .await()
                .indefinitely();
    }

    private void send(ProducerRecord<String, byte[]> record) {
        emitter.send(record).await().atMost(PATIENCE);
    }
}
