package io.headwater.ticketing.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.DeadLetter;
import io.headwater.schema.DeliveryState;
import io.headwater.schema.command.Link;
import io.headwater.ticketing.ledger.Considered;
import io.headwater.ticketing.ledger.Ledger;
import io.headwater.ticketing.ticket.Seen;
import io.headwater.ticketing.ticket.TicketPolicy;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What comes again, comes too early or cannot be read. */
@QuarkusTest
class ReplayIT extends RunningBridge {
    private static final String INCIDENT = "inc-1";
    private static final String EVENTS = Topics.INCIDENT_EVENTS.name();

    @Inject
    Ledger ledger;

    @Test
    void a_new_installation_starts_at_the_end() {
        awaitAll(EarlierIncident.WORKSPACE);
        assertThat(only(EarlierIncident.WORKSPACE, EarlierIncident.INCIDENT)).isEmpty();
        assertThat(links(EarlierIncident.WORKSPACE, EarlierIncident.INCIDENT)).isEmpty();
    }

    @Test
    void the_same_events_again_file_and_say_nothing_twice() {
        List<SpecificRecord> events = new Story("again", INCIDENT)
                .opened()
                .announced()
                .titled("worse")
                .resolved()
                .take();
        log.write(Topics.INCIDENT_EVENTS, "again", INCIDENT, events);
        ticket("again", INCIDENT, t -> t.path("status").asText().equals("Done"));
        awaitIdle();
        int shown = links("again", INCIDENT).size();
        jira.forgetRequests();

        log.write(Topics.INCIDENT_EVENTS, "again", INCIDENT, events);
        awaitAll("again");
        assertThat(FarJira.comments(only("again", INCIDENT).orElseThrow())).hasSize(1);
        assertThat(links("again", INCIDENT)).hasSize(shown);
        assertThat(log.read(Topics.COMMANDS, "again", Link.class).stream()
                        .filter(link -> link.getMeta().getIncident().equals(INCIDENT)))
                .hasSize(1);
        assertThat(jira.requests("POST /issue"))
                .as("the last one's ticket alone")
                .hasSize(1);
    }

    @Test
    void what_lies_below_the_watermark_reaches_nobody() {
        awaitAll("below");
        int partition = RecordKey.partitionOf("below", Topics.PARTITIONS);
        String place = EVENTS + "-" + partition;
        Considered old =
                new Considered(place, 0, "below", "inc-old", Seen.broken().at(2), TicketPolicy.shipped("DATA", "Bug"));
        jira.forgetRequests();
        ledger.commit(List.of(old), Map.of(place, 1L));

        awaitIdle();
        assertThat(only("below", "inc-old")).isEmpty();
        assertThat(jira.requests()).isEmpty();
        assertThat(ledger.watermarks(Map.of(place, 0L)).get(place))
                .as("it never goes back")
                .isGreaterThan(1);
    }

    @Test
    void a_poisoned_record_becomes_a_dead_letter_and_the_next_event_works() {
        byte[] junk = "no avro".getBytes(StandardCharsets.UTF_8);
        log.write(new ProducerRecord<>(EVENTS, "poison|inc-1", junk));
        log.write(new ProducerRecord<>(EVENTS, "poison|inc-1", null));
        write("poison", "inc-2", new Story("poison", "inc-2").opened().announced());

        ticket("poison", "inc-2");
        List<DeadLetter> letters = letters("poison");
        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).getReason()).contains("not an Avro record");
        assertThat(letters.get(0).getTopic()).isEqualTo(EVENTS);
        assertThat(letters.get(0).getStage()).isEqualTo("ticket");
    }

    @Test
    void a_key_that_the_ledger_cannot_hold_stops_nothing() {
        String endless = "x".repeat(301);
        write("long", endless, new Story("long", endless).opened().announced());
        write("long", " ", new Story("long", " ").opened().announced());
        write("long", "nul\0", new Story("long", "nul\0").opened().announced());
        String longest = "x".repeat(200);
        write("long", longest, new Story("long", longest).opened().announced());

        ticket("long", longest);
        assertThat(letters("long"))
                .as("two events of each of the three")
                .hasSize(6)
                .allSatisfy(letter -> assertThat(letter.getReason()).contains("names no incident"));
    }

    @Test
    void a_key_without_a_valid_workspace_stops_nothing() {
        int before = letters("unknown").size();
        ProducerRecord<String, byte[]> good = log.record(
                Topics.INCIDENT_EVENTS,
                "stray",
                "inc-0",
                new Story("stray", "inc-0").opened().announced().take().get(1));
        int partition = RecordKey.partitionOf("stray", Topics.PARTITIONS);
        for (String key : new String[] {"nobar", "Not A Workspace|inc-0", null}) {
            log.write(new ProducerRecord<>(EVENTS, partition, key, good.value()));
        }
        write("stray", INCIDENT, new Story("stray", INCIDENT).opened().announced());

        ticket("stray", INCIDENT);
        assertThat(letters("unknown")).hasSize(before + 3);
    }

    @Test
    void an_event_type_of_a_later_version_is_passed_over() {
        ProducerRecord<String, byte[]> later =
                new ProducerRecord<>(EVENTS, "later|inc-1", "not for us".getBytes(StandardCharsets.UTF_8));
        later.headers().add("ce_type", "io.headwater.schema.incident.Admired".getBytes(StandardCharsets.UTF_8));
        log.write(later);
        awaitAll("later");
        assertThat(letters("later")).isEmpty();
    }

    @Test
    void the_token_for_jira_stands_in_no_record() {
        jira.fault("401", "POST issue", 1);
        write("secret", INCIDENT, new Story("secret", INCIDENT).opened().announced());
        link("secret", INCIDENT, DeliveryState.FAILED);
        log.write(new ProducerRecord<>(EVENTS, "secret|inc-2", new byte[] {1}));
        awaitAll("secret");

        String basic = Base64.getEncoder()
                .encodeToString((SandboxJira.EMAIL + ":" + SandboxJira.TOKEN).getBytes(StandardCharsets.UTF_8));
        int seen = 0;
        for (Topic topic : Topics.all()) {
            for (ConsumerRecord<String, byte[]> record : log.raw(topic)) {
                assertThat(textOf(record)).doesNotContain(SandboxJira.TOKEN, basic);
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    private List<DeadLetter> letters(String workspace) {
        return log.read(Topics.DEAD_LETTER, workspace, DeadLetter.class);
    }

    private static String textOf(ConsumerRecord<String, byte[]> record) {
        StringBuilder text = new StringBuilder(String.valueOf(record.key()));
        record.headers().forEach(header -> text.append(new String(header.value(), StandardCharsets.ISO_8859_1)));
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return text.append(new String(value, StandardCharsets.ISO_8859_1)).toString();
    }
}
