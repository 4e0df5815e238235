package io.headwater.incident.projection;

import static io.headwater.incident.projection.Api.SOON;
import static io.headwater.incident.projection.Api.get;
import static io.headwater.incident.projection.Api.incidentAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import io.headwater.schema.DeadLetter;
import io.headwater.schema.incident.AlertRole;
import io.headwater.stack.HeadwaterTestResource;
import io.headwater.topics.RefusedRecord;
import io.headwater.topics.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What cannot be projected is kept and stops nothing; the server is the one of {@link ProjectionIT}. */
@QuarkusTest
@TestProfile(WithoutTopology.class)
@QuarkusTestResource(
        value = HeadwaterTestResource.class,
        initArgs = @ResourceArg(name = HeadwaterTestResource.DATABASE, value = "incidents"))
class DeadLetterIT {
    @Inject
    TestLog log;

    @Test
    void what_cannot_be_read_becomes_a_dead_letter_however_large_and_the_partition_moves_on() {
        byte[] noise = new byte[900_000];
        new Random(1).nextBytes(noise);
        noise[0] = 9;
        log.write(new ProducerRecord<>(Topics.INCIDENT_EVENTS.name(), "poison|inc-1", noise));
        write("poison", "inc-2", new IncidentStory("poison", "inc-2").opened());

        incidentAt("poison", "inc-2", 1);
        await().atMost(SOON).untilAsserted(() -> assertThat(log.read(Topics.DEAD_LETTER, "poison"))
                .singleElement()
                .isInstanceOfSatisfying(DeadLetter.class, letter -> {
                    assertThat(letter.getTopic()).isEqualTo(Topics.INCIDENT_EVENTS.name());
                    assertThat(letter.getStage()).isEqualTo("project");
                    assertThat(letter.getReason()).contains("not an Avro record");
                    assertThat(letter.getHeaders()).containsEntry(RefusedRecord.TRUNCATED, "900000");
                }));
    }

    /** No index of PostgreSQL takes it, which no trying again changes. */
    @Test
    void what_the_database_refuses_becomes_a_dead_letter_and_what_lies_around_it_is_written() {
        String check = new Random(2)
                .ints(6_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        IncidentStory story = new IncidentStory("refused", "inc-1")
                .opened()
                .attached(check, "run-1", AlertRole.CAUSE)
                .acknowledged(ProjectionIT.ADA);
        write("refused", "inc-1", story);
        write("refused", "inc-2", new IncidentStory("refused", "inc-2").opened());

        incidentAt("refused", "inc-1", story.version());
        incidentAt("refused", "inc-2", 1);
        get("/api/incidents/refused/inc-1/timeline").body("items.type", contains("IncidentOpened", "Acknowledged"));
        await().atMost(SOON).untilAsserted(() -> assertThat(log.read(Topics.DEAD_LETTER, "refused"))
                .singleElement()
                .isInstanceOfSatisfying(DeadLetter.class, letter -> assertThat(letter.getReason())
                        .contains("the database refuses it", "exceeds btree version 4 maximum")));
    }

    private void write(String workspace, String id, IncidentStory story) {
        log.write(Topics.INCIDENT_EVENTS, workspace, id, story.events());
    }
}
