package io.headwater.incident.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.incident.Actor;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentSnapshot;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckRow;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.status.Health;
import io.headwater.incident.status.Touch;
import io.headwater.incident.status.Touches;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is true after every night, whatever happened in it. */
final class Truths {
    private Truths() {}

    static void hold(Night night) {
        everySnapshotAndHeadlineIsTheFoldOfTheEventsBeforeIt(night);
        whatFailsIsInOneOpenIncident(night);
        whatWasToldMovesOnlyWithItsIncidentOrByAPerson(night);
        everyAssetIsToldAsItsIncidentsTouchIt(night);
        whatIsAllClearIsOver(night);
        whatFlapsIsWatchedForRest(night);
        whatFailsIsHeldOrHiddenOrWaits(night);
        whatIsHiddenIsHiddenBySilencesThatLast(night);
    }

    private static void everySnapshotAndHeadlineIsTheFoldOfTheEventsBeforeIt(Night night) {
        Map<String, Incident> folds = new HashMap<>();
        for (Output output : night.outputs) {
            if (output instanceof Output.Happened happened) {
                String id = happened.event().meta().incident();
                Incident after = folds.computeIfAbsent(id, fresh -> Incident.none("shop", fresh))
                        .apply(happened.event());
                folds.put(id, after);
                happened.headline().ifPresent(headline -> assertThat(headline).isEqualTo(Headline.of(after)));
            } else if (output instanceof Output.Snapshot told) {
                IncidentSnapshot snapshot = told.snapshot();
                assertThat(snapshot).isEqualTo(IncidentSnapshot.of(folds.get(snapshot.incident())));
            }
        }
        assertThat(folds.values()).containsExactlyInAnyOrderElementsOf(night.incidents());
    }

    /** A failure that an announced incident holds comes to another by a merge or a split alone. */
    private static void whatWasToldMovesOnlyWithItsIncidentOrByAPerson(Night night) {
        Map<String, Incident> folds = new HashMap<>();
        for (Output output : night.outputs) {
            if (!(output instanceof Output.Happened happened)) {
                continue;
            }
            String id = happened.event().meta().incident();
            Incident before = folds.computeIfAbsent(id, fresh -> Incident.none("shop", fresh));
            if (happened.event() instanceof IncidentEvent.AlertAttached attached
                    && attached.outcome().status().isAlert()) {
                assertThat(folds.values())
                        .filteredOn(other -> !other.id().equals(id) && other.isOpen())
                        .filteredOn(other -> other.announcedAt().isPresent())
                        .filteredOn(other -> other.active().stream().anyMatch(alert -> alert.id()
                                .equals(attached.outcome().id())))
                        .allMatch(other -> before.mergedFrom().contains(other.id())
                                || before.partedFrom().contains(other.id())
                                || other.partedFrom().contains(id));
            }
            folds.put(id, before.apply(happened.event()));
        }
    }

    private static void whatFailsIsInOneOpenIncident(Night night) {
        Map<String, String> holders = new TreeMap<>();
        for (Incident incident : night.incidents()) {
            if (incident.isOpen()) {
                for (IncidentAlert alert : incident.active()) {
                    assertThat(holders.put(alert.id().toString(), incident.id()))
                            .as("another incident than %s that holds %s", incident.id(), alert.id())
                            .isNull();
                }
            }
        }
    }

    /**
     * Nothing is lost: an alert came to an incident, or a silence hides it, or it waits for its run or its asset. A build
     * whose model ended while it was hidden is clear.
     */
    private static void whatFailsIsHeldOrHiddenOrWaits(Night night) {
        Set<String> spoken = new TreeSet<>();
        night.state.hidden().rows.values().stream()
                .filter(row -> row.state() == HiddenRow.State.HIDDEN)
                .forEach(row -> spoken.add(row.latest().outcome().id().toString()));
        night.state
                .waiting()
                .rows
                .values()
                .forEach(waiting -> spoken.add(waiting.outcome().id().toString()));
        night.decided(Output.Kind.HISTORY_ONLY).forEach(decided -> spoken.add(decided.subject()));
        for (CheckRow row : night.state.checks().rows.values()) {
            boolean removed = row.kind() == CheckKind.BUILD
                    && night.decided(Output.Kind.SUPPRESSED).stream().anyMatch(decided -> decided.subject()
                            .equals(row.id().toString()));
            if (row.episode().isPresent() && row.incident().isEmpty() && !removed) {
                assertThat(spoken).contains(row.id().toString());
            }
        }
    }

    private static void whatIsHiddenIsHiddenBySilencesThatLast(Night night) {
        String prefix = Keys.prefix(Keys.SILENCE);
        Set<String> last = new TreeSet<>();
        for (Rows.Row<String> row : night.state.index().startingWith(prefix)) {
            SilenceRow silence = SilenceRow.read(Keys.rest(row.key(), prefix), row.value());
            assertThat(silence.until()).isAfter(night.now());
            last.add(silence.id());
        }
        night.state.hidden().rows.forEach((key, row) -> {
            String silence = key.substring(0, key.indexOf('\0'));
            String check = row.latest().outcome().id().toString();
            assertThat(last).contains(silence);
            if (row.state() == HiddenRow.State.HIDDEN) {
                assertThat(night.state.index().get(Keys.of(Keys.HIDDEN, check))).contains(silence);
            }
        });
    }

    private static void everyAssetIsToldAsItsIncidentsTouchIt(Night night) {
        Map<String, Health> expected = new TreeMap<>();
        for (Incident incident : night.incidents()) {
            for (Map.Entry<String, Touch> touch :
                    Touches.of(incident, night.state.graph()).entrySet()) {
                expected.merge(touch.getKey(), touch.getValue().health(), (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
        Map<String, Health> told = new TreeMap<>();
        for (AssetStatus status : night.statuses().values()) {
            if (status.status() != Health.UP) {
                told.put(status.urn(), status.status());
            }
        }
        assertThat(told).isEqualTo(expected);
        for (AssetStatus status : night.statuses().values()) {
            assertThat(status.priority())
                    .isEqualTo(status.incident()
                            .flatMap(id -> night.state.incidents().get(id))
                            .map(Incident::priority));
        }
    }

    /** Of checks that it holds, and not for ever. */
    private static void whatFlapsIsWatchedForRest(Night night) {
        for (Incident incident : night.incidents()) {
            if (incident.isOpen() && !incident.flapping().isEmpty()) {
                assertThat(incident.alerts().keySet()).containsAll(incident.flapping());
                assertThat(night.state.timers().due(Keys.timer(Keys.FLAPPING, incident.id())))
                        .as("a timer for %s, which flaps", incident)
                        .isPresent();
            }
        }
    }

    /** What flaps waits for rest, and what a person reopened for a person. */
    private static void whatIsAllClearIsOver(Night night) {
        for (Incident incident : night.incidents()) {
            boolean alerted =
                    incident.alerts().values().stream().anyMatch(alert -> alert.status() != OutcomeStatus.SKIPPED);
            boolean reopenedByHand = night.events(incident.id()).stream()
                    .anyMatch(event -> event instanceof IncidentEvent.Reopened reopened
                            && !reopened.by().equals(Actor.HEADWATER));
            if (alerted
                    && incident.failingCheckCount() == 0
                    && incident.flapping().isEmpty()
                    && !reopenedByHand) {
                assertThat(incident.isOpen()).as("%s is open", incident).isFalse();
            }
        }
    }
}
