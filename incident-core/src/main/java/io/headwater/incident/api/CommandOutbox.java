package io.headwater.incident.api;

import io.headwater.identity.PersonHash;
import io.headwater.incident.projection.IncidentQueries;
import io.headwater.problem.Problem;
import io.headwater.schema.Person;
import io.headwater.schema.command.CommandMeta;
import io.headwater.topics.Outbound;
import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Writes commands, and the names behind the hashes in them, to the log; and takes a name away again. */
@ApplicationScoped
class CommandOutbox {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Outbound outbound;
    private final MutinyEmitter<ProducerRecord<String, byte[]>> emitter;
    private final IncidentQueries known;
    private final PersonHash hash;

    @Inject
    CommandOutbox(
            RecordCodec codec,
            @Channel("outbound") MutinyEmitter<ProducerRecord<String, byte[]>> emitter,
            IncidentQueries known,
            @ConfigProperty(name = "headwater.people.key") String key) {
        this.outbound = new Outbound(codec, "incident-core");
        this.emitter = emitter;
        this.known = known;
        this.hash = new PersonHash(key);
    }

    PersonHash hash() {
        return hash;
    }

    /** Done once the broker has all of it; 503 where broker or registry do not answer. */
    Uni<Void> send(CommandMeta meta, SpecificRecord command, Set<String> people) {
        Uni<Void> named = Uni.createFrom().voidItem();
        for (String person : people) {
            named = named.chain(() -> name(meta.getWorkspace(), person, meta.getAt()));
        }
        return named.chain(() -> write(
                        Topics.COMMANDS,
                        meta.getWorkspace(),
                        meta.getIncident(),
                        meta.getCommandId(),
                        meta.getAt(),
                        command))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(away -> Problem.unavailable(
                                "the command could not be written to Kafka; send it again with the same Idempotency-Key")
                        .asException(away));
    }

    /** The tombstone of a person; done once every in-sync replica has it, 503 where the broker does not answer. */
    Uni<Void> erase(String workspace, String person, Instant at) {
        return emitter.send(outbound.tombstone(
                        Topics.PEOPLE, workspace, person, "erased-" + person + "-" + at.toEpochMilli(), at))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(away -> Problem.unavailable("the erasure could not be written to Kafka; send it again")
                        .asException(away));
    }

    /** A name that is known already is left as it is: other parts may have added to it. */
    private Uni<Void> name(String workspace, String name, Instant at) {
        String person = hash.of(name);
        return known.isNamed(workspace, person).chain(named -> {
            if (named) {
                return Uni.createFrom().voidItem();
            }
            boolean email = name.contains("@");
            Person record = Person.newBuilder()
                    .setWorkspace(workspace)
                    .setPerson(person)
                    .setName(email ? null : name)
                    .setEmail(email ? name : null)
                    .build();
            return write(Topics.PEOPLE, workspace, person, person + "-" + at.toEpochMilli(), at, record);
        });
    }

    /** Encoding may ask the registry, so it is kept off the event loop. */
    private Uni<Void> write(
            Topic topic, String workspace, String id, String eventId, Instant at, SpecificRecord value) {
        return Uni.createFrom()
                .item(() -> outbound.record(topic, workspace, id, eventId, at, value))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(emitter::send);
    }
}
