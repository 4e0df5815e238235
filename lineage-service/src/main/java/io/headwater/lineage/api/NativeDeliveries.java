package io.headwater.lineage.api;

import io.headwater.identity.ContentId;
import io.headwater.lineage.people.People;
import io.headwater.lineage.raw.RawDoor;
import io.headwater.lineage.submission.Rejected;
import io.headwater.lineage.wire.AckedProducer;
import io.headwater.lineage.wire.DeadLetters;
import io.headwater.lineage.wire.NotAcknowledged;
import io.headwater.lineage.wire.PeopleWriter;
import io.headwater.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Hands canonical JSON, free of people's names, to the raw topic, and names to the one topic they may stand on. */
@ApplicationScoped
class NativeDeliveries {
    private final RawDoor door;
    private final AckedProducer producer;
    private final PeopleWriter people;
    private final DeadLetters deadLetters;

    @Inject
    NativeDeliveries(RawDoor door, AckedProducer producer, PeopleWriter people, DeadLetters deadLetters) {
        this.door = door;
        this.producer = producer;
        this.people = people;
        this.deadLetters = deadLetters;
    }

    /**
     * Returns once Kafka has all of it.
     *
     * @param something whether there is anything to hand on
     */
    Accepted accept(
            String workspace,
            RawDoor.Kind kind,
            byte[] canonical,
            int accepted,
            boolean something,
            People met,
            List<Rejected> rejected,
            Instant now)
            throws IOException {
        try {
            AckedProducer.Batch batch = producer.batch();
            people.introduce(workspace, met.met(), now, batch);
            String requestId = ContentId.of("request", workspace, kind.kind(), now.toString());
            for (Rejected item : rejected) {
                deadLetters.send(
                        workspace,
                        requestId,
                        kind.source(),
                        new DeadLetters.Reason(
                                "read",
                                item.rule(),
                                item.path(),
                                "mend the item and POST it again to /api/lineage/" + workspace),
                        item.item().toString().getBytes(StandardCharsets.UTF_8),
                        now,
                        batch);
            }
            batch.await();
            String id = something ? door.accept(workspace, kind, canonical, now) : requestId;
            return new Accepted(
                    id,
                    accepted,
                    rejected.stream()
                            .map(item -> new Accepted.RejectedItem(item.path(), item.rule()))
                            .toList());
        } catch (NotAcknowledged refused) {
            throw Problem.unavailable("Kafka does not take it now; send it again")
                    .asException(refused);
        } catch (SQLException away) {
            throw Problem.unavailable("the database is away; send it again").asException(away);
        }
    }
}
