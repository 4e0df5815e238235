package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.topology.mapping.EventReading;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.AssetType;
import io.headwater.schema.DeadLetter;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.Policy;
import io.headwater.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A silence from its policy's record in to its decisions out, through stores, timers and mappings. */
final class SilenceTopologyTest {
    private static final String RAW = "table:shop.raw.payments";
    private static final String MART = "table:shop.core.payments";
    private static final String ADA = "0123456789abcdef0123456789abcdef";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_silence_hides_what_fails_below_it_and_places_it_when_it_ends() {
        lineage();
        silence("{\"assets\":[\"%s\"],\"until\":\"%s\",\"reason\":\"upgrade\"}"
                .formatted(RAW, bench.now().plusSeconds(60)));
        fails("volume", MART);
        bench.skip(Duration.ofSeconds(58));
        assertThat(events()).isEmpty();
        assertThat(decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getKind()).isEqualTo(DecisionKind.SUPPRESSED);
            assertThat(decision.getSubject()).isEqualTo("monte-carlo/volume");
            assertThat(decision.getPolicy()).isEqualTo("silence/upgrade");
            // The document names no author: who applied it is.
            assertThat(decision.getReason()).isEqualTo("silenced until 2026-03-02 03:01 UTC by @{%s}: upgrade", ADA);
        });

        bench.pass(Duration.ofSeconds(3));
        List<IncidentEvent> placed = events();
        assertThat(placed.get(0)).isInstanceOf(IncidentEvent.IncidentOpened.class);
        assertThat(decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.getKind()).isEqualTo(DecisionKind.SILENCE_ENDED);
            assertThat(decision.getSubject()).isEqualTo("silence/upgrade");
            assertThat(decision.getIncident()).isEqualTo(placed.get(0).meta().incident());
            assertThat(decision.getAt()).isEqualTo(Bench.START.plusSeconds(60));
        });
    }

    @Test
    void a_silence_that_says_none_is_a_dead_letter_and_outcomes_go_on() {
        lineage();
        silence("{\"assets\":[\"%s\"],\"reason\":\"upgrade\"}".formatted(RAW));
        fails("volume", MART);

        assertThat(bench.values(Topics.DEAD_LETTER)).singleElement().satisfies(letter -> assertThat(
                        ((DeadLetter) letter).getReason())
                .contains("silence/upgrade", "needs an end"));
        assertThat(events()).isNotEmpty();
    }

    private void lineage() {
        bench.asset(RAW, AssetType.SOURCE);
        bench.asset(MART, AssetType.TABLE, RAW);
    }

    private void fails(String check, String urn) {
        bench.send(Topics.ALERTS, check, bench.outcome(Bench.WORKSPACE, check, urn, OutcomeStatus.FAILED));
    }

    private void silence(String spec) {
        Policy policy = Policy.newBuilder()
                .setWorkspace(Bench.WORKSPACE)
                .setKind("silence")
                .setName("upgrade")
                .setVersion(1)
                .setDocument("{\"kind\":\"silence\",\"name\":\"upgrade\",\"spec\":%s}".formatted(spec))
                .setAppliedAt(bench.now())
                .setAppliedBy(new Actor(ActorKind.PERSON, ADA, "api"))
                .build();
        bench.send(Topics.POLICIES, "silence/upgrade/1", policy);
    }

    private List<IncidentEvent> events() {
        return bench.values(Topics.INCIDENT_EVENTS).stream()
                .map(EventReading::toCore)
                .toList();
    }

    private List<Decision> decisions() {
        return bench.values(Topics.DECISIONS).stream().map(Decision.class::cast).toList();
    }
}
