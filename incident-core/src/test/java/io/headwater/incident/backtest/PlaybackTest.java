package io.headwater.incident.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.AssetType;
import io.headwater.incident.policy.PolicyDocument;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.ShippedPriorities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlaybackTest {
    private final List<Output> outputs = new ArrayList<>();

    @Test
    void in_a_trial_timers_fire_when_they_are_due() {
        Playback playback = trial(Map.of("groupWait", "PT10M"));
        playback.outcome(Told.outcome("orders", "run", 0), Told.at(0));
        playback.timePassed(Told.at(9));
        assertThat(types()).contains("IncidentOpened").doesNotContain("IncidentAnnounced");
        playback.timePassed(Told.at(10));
        assertThat(types()).contains("IncidentAnnounced");
    }

    @Test
    void in_a_trial_a_timer_on_record_tells_how_far_time_had_got() {
        Playback playback = trial(Map.of("groupWait", "PT1M"));
        playback.outcome(Told.outcome("orders", "run", 0), Told.at(0));
        playback.timerOnRecord("announce/another", Told.at(5));
        assertThat(types()).contains("IncidentAnnounced");
    }

    @Test
    void in_a_replay_a_timer_fires_where_it_is_on_record_and_nowhere_else() {
        Playback playback = replay();
        playback.outcome(Told.outcome("orders", "run", 0), Told.at(0));
        playback.timePassed(Told.at(60));
        assertThat(types()).doesNotContain("IncidentAnnounced");
        String incident = ((Output.Happened) outputs.get(0)).event().meta().incident();
        playback.timerOnRecord("announce/" + incident, Told.at(0).plusSeconds(30));
        assertThat(types()).contains("IncidentAnnounced");
    }

    @Test
    void a_timer_on_record_that_is_not_set_parts_the_replay_from_the_log() {
        assertThatThrownBy(() -> replay().timerOnRecord("announce/a", Told.at(1)))
                .isInstanceOf(PartedFromLog.class)
                .hasMessageContaining("announce/a");
    }

    @Test
    void policies_of_kinds_that_are_tried_are_not_taken_from_the_record_and_others_are() {
        Playback playback = trial(Map.of("groupWait", "PT10M"));
        playback.policy(new PolicyDocument("correlation", "recorded", 7, Map.of("groupWait", "PT1S")), Told.at(0));
        playback.policy(new PolicyDocument("ticket", "recorded", 7, Map.of()), Told.at(0));
        assertThat(playback.state().policies().all())
                .extracting(PolicyDocument::name)
                .containsExactly("tried", "recorded");
        playback.policyEnded("ticket", "recorded", 6, Told.at(1));
        assertThat(playback.state().policies().ofKind("ticket")).hasSize(1);
        playback.policyEnded("ticket", "recorded", 8, Told.at(1));
        assertThat(playback.state().policies().ofKind("ticket")).isEmpty();
    }

    @Test
    void commands_that_find_no_incident_are_counted() {
        Playback playback = replay();
        playback.command(
                new IncidentCommand.Acknowledge(new IncidentCommand.CommandMeta(
                        "c", "nowhere", Actor.person("ada", "api"), Told.at(0), OptionalLong.empty())),
                Told.at(0));
        assertThat(playback.commandsWithoutIncident()).isEqualTo(1);
    }

    @Test
    void an_input_that_fails_leaves_nothing_behind() {
        boolean[] refuses = {false};
        Playback playback = Playback.replay("shop", new ShippedPriorities(), (when, facts) -> false, said -> {
            if (refuses[0]) {
                throw new IllegalArgumentException("too large");
            }
            outputs.addAll(said);
        });
        playback.asset("table:orders", asset("table:orders"), Told.at(0));
        playback.outcome(Told.outcome("orders", "run", 0), Told.at(0));
        refuses[0] = true;
        playback.asset("table:orders", Optional.empty(), Told.at(1));
        playback.asset("table:fresh", asset("table:fresh"), Told.at(1));
        playback.outcome(Told.outcome("customers", "run", 1), Told.at(1));
        refuses[0] = false;
        playback.outcome(Told.outcome("orders", "run2", 2), Told.at(2));
        assertThat(playback.failed()).isEqualTo(3);

        List<Output> withFailures = List.copyOf(outputs);
        outputs.clear();
        Playback without = replay();
        without.asset("table:orders", asset("table:orders"), Told.at(0));
        without.outcome(Told.outcome("orders", "run", 0), Told.at(0));
        without.outcome(Told.outcome("orders", "run2", 2), Told.at(2));
        assertThat(withFailures).isEqualTo(outputs);
        assertThat(playback.state().graph().contains("table:fresh")).isFalse();
        assertThat(playback.state().checks().get("dbt/customers")).isEmpty();
    }

    private static Optional<AssetNode> asset(String urn) {
        return Optional.of(AssetNode.bare(urn, AssetType.TABLE, List.of()));
    }

    private Playback replay() {
        return Playback.replay("shop", new ShippedPriorities(), (when, facts) -> false, outputs::addAll);
    }

    private Playback trial(Map<String, Object> correlation) {
        Trial trial = new Trial(List.of(new PolicyDocument("correlation", "tried", 1, correlation)));
        return Playback.of(trial, "shop", new ShippedPriorities(), (when, facts) -> false, outputs::addAll);
    }

    private List<String> types() {
        return outputs.stream()
                .filter(Output.Happened.class::isInstance)
                .map(output -> ((Output.Happened) output).event().type())
                .toList();
    }
}
