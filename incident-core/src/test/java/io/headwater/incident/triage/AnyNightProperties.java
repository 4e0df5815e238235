package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.Declare;
import io.headwater.incident.incident.IncidentCommand.Merge;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.Snooze;
import io.headwater.incident.incident.IncidentCommand.Split;
import io.headwater.incident.incident.Priority;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever sources say, lineage tells and people ask, in whatever order: what must be true is true. */
class AnyNightProperties {
    private static final List<String> ASSETS = List.of("raw", "stg", "left", "right", "mart", "far");
    private static final List<OutcomeStatus> STATUSES = List.of(
            OutcomeStatus.PASSED,
            OutcomeStatus.FAILED,
            OutcomeStatus.FAILED,
            OutcomeStatus.WARNED,
            OutcomeStatus.ERRORED,
            OutcomeStatus.SKIPPED);

    /** Something that happens to a night; as its numbers say, so that it reads the same in every replay. */
    record Happening(String what, int a, int b, int c) {
        void to(Night night) {
            switch (what) {
                case "test" -> night.hear(night.now(), outcome(Say.test(asset())));
                case "build" -> night.hear(night.now(), outcome(Say.build(asset())));
                case "monitor" -> night.hear(night.now(), outcome(Say.monitor(asset())));
                case "run" -> night.hear(night.now(), Say.of(2 + c % 2, outcome(Say.test(asset()))));
                case "fixed" -> night.hear(night.now(), Say.closed("fixed", outcome(Say.monitor(asset()))));
                case "time" -> night.until(night.now().plus(Duration.ofMinutes((long) a * a * a * a)));
                case "forget" -> night.forget(asset());
                case "learn" -> night.learn(asset());
                case "silence" ->
                    night.silence(
                            "silence-" + a % 2,
                            Map.of("assets", List.of(Warehouse.urn(asset()))),
                            night.now().plus(Duration.ofMinutes((long) b * c - 5)));
                case "silence-when" ->
                    night.silence(
                            "silence-" + a % 2,
                            Map.of("when", "check.source == 'monte-carlo' || asset.name == '" + asset() + "'"),
                            night.now().plus(Duration.ofHours(b)));
                case "unsilence" -> night.unsilence("silence-" + a % 2);
                case "maintain" -> night.policy("maintenance", "load", maintenance());
                case "view" -> night.view("dash:sales", "viewer-" + a % 3, "00:%02d".formatted(b));
                default -> night.ask(command(night));
            }
        }

        private String asset() {
            return ASSETS.get(a % ASSETS.size());
        }

        private Map<String, Object> maintenance() {
            Map<String, Object> weekly = Map.of(
                    "days", List.of("SUN", "TUE"),
                    "start", "%02d:15".formatted(1 + b),
                    "duration", "PT%dM".formatted(1 + c * 20),
                    "timeZone", "Europe/Berlin");
            List<String> assets = List.of(Warehouse.urn(asset()));
            return Map.of("assets", assets, "weekly", weekly, "author", "ada", "reason", "load");
        }

        private CheckOutcome outcome(Say say) {
            OutcomeStatus status = STATUSES.get(b % STATUSES.size());
            return say.says(status, "run-" + c, Warehouse.at("00:00").plus(Duration.ofMinutes(c * 7L + b)));
        }

        private IncidentCommand command(Night night) {
            List<Incident> incidents = night.incidents();
            if (incidents.isEmpty() || what.equals("declare")) {
                List<String> assets = List.of(Warehouse.urn(asset()));
                return new Declare(night.by("ada", ""), "Odd", assets, Priority.UNKNOWN, "");
            }
            Incident one = incidents.get(a % incidents.size());
            Incident other = incidents.get(b % incidents.size());
            IncidentCommand.CommandMeta meta = night.by("ada", one.id());
            return switch (what) {
                case "acknowledge" -> new Acknowledge(meta);
                case "resolve" -> new Resolve(meta, "");
                case "close" -> new Close(meta, "");
                case "reopen" -> new Reopen(meta, "");
                case "snooze" -> new Snooze(meta, night.now().plusSeconds(600), "");
                case "merge" -> new Merge(meta, other.id(), "");
                default ->
                    new Split(
                            meta,
                            one.alerts().keySet().stream().limit(1 + c % 2).toList(),
                            "");
            };
        }
    }

    @Provide
    Arbitrary<List<Happening>> nights() {
        Arbitrary<String> what = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of("test", "build", "monitor", "run")),
                Tuple.of(4, Arbitraries.of("fixed", "time")),
                Tuple.of(2, Arbitraries.of("forget", "learn", "view")),
                Tuple.of(3, Arbitraries.of("silence", "silence", "silence-when", "unsilence", "maintain")),
                Tuple.of(
                        4,
                        Arbitraries.of(
                                "declare", "acknowledge", "resolve", "close", "reopen", "snooze", "merge", "split")));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 11);
        return Combinators.combine(what, number, number, number)
                .as(Happening::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void what_must_be_true_of_every_night_is_true(@ForAll("nights") List<Happening> happenings) {
        Night night = play(happenings);
        night.until(night.now().plusSeconds(31));

        Truths.hold(night);
        night.until(night.now().plus(Duration.ofDays(3)));
        Truths.hold(night);
        night.policy("maintenance", "load", Map.of());
        Truths.hold(night);
        assertThat(night.state.hidden().rows).isEmpty();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void a_replay_gives_equal_outputs_across_a_restart_too(@ForAll("nights") List<Happening> happenings) {
        Night restarted = warehouse();
        for (int i = 0; i < happenings.size(); i++) {
            if (i % 5 == 3) {
                restarted.restart();
            }
            happenings.get(i).to(restarted);
        }

        assertThat(restarted.outputs).isEqualTo(play(happenings).outputs);
    }

    /** The last looks at incidents among it: an engine that starts anew before each input has none. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void what_lives_in_memory_only_saves_time_and_changes_nothing(@ForAll("nights") List<Happening> happenings) {
        Night forgetful = warehouse();
        for (Happening happening : happenings) {
            forgetful.restart();
            happening.to(forgetful);
        }

        assertThat(forgetful.outputs).isEqualTo(play(happenings).outputs);
    }

    private static Night play(List<Happening> happenings) {
        Night night = warehouse();
        happenings.forEach(happening -> happening.to(night));
        return night;
    }

    private static Night warehouse() {
        Night night = Night.over("raw > stg > left > mart > dash:sales", "stg > right > mart", "far > dash:board_1");
        return night.until("01:30");
    }
}
