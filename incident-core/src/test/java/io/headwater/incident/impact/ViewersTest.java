package io.headwater.incident.impact;

import static io.headwater.incident.incident.Case.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.headwater.incident.incident.AffectedViewer;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Case;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.OutcomeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewersTest {
    private static final String SALES = "dashboard:bi:sales";
    private static final String BOARD = "dashboard:bi:board";

    private final Case night = Case.opened();
    private final List<AssetView> log = new ArrayList<>();

    @Test
    void there_is_one_entry_for_each_viewer_and_asset() {
        look("grace", SALES, 0, 1);
        look("grace", SALES, 10, 2);
        look("grace", BOARD, 5, 1);
        look("alan", SALES, 7, 1);

        assertThat(viewers())
                .containsExactly(
                        new AffectedViewer("alan", SALES, 1, minute(7), minute(7), List.of()),
                        new AffectedViewer("grace", BOARD, 1, minute(5), minute(5), List.of()),
                        new AffectedViewer("grace", SALES, 3, minute(0), minute(10), List.of()));
    }

    @Test
    void what_was_wrong_is_what_was_bad_between_the_first_look_and_the_last() {
        attach("early", OutcomeStatus.FAILED, 0, Optional.empty());
        attach("late", OutcomeStatus.FAILED, 30, Optional.of(minute(25)));
        attach("skipped", OutcomeStatus.SKIPPED, 0, Optional.empty());
        clear("early", 15);
        look("grace", SALES, 5, 1);
        look("grace", SALES, 10, 1);
        look("alan", SALES, 20, 1);
        look("edsger", SALES, 26, 1);

        assertThat(viewers())
                .extracting(AffectedViewer::viewer, AffectedViewer::failingChecks)
                .containsExactly(
                        tuple("alan", List.of()),
                        tuple("edsger", List.of("dbt/late")),
                        tuple("grace", List.of("dbt/early")));
    }

    @Test
    void nobody_looked_is_an_empty_list() {
        assertThat(viewers()).isEmpty();
    }

    private List<AffectedViewer> viewers() {
        BrokenInterval interval = new BrokenInterval(START, true, Optional.empty());
        return Viewers.of(night.incident, List.of(BOARD, SALES), List.of(interval), (urn, unused) -> log.stream()
                .filter(view -> view.asset().equals(urn))
                .toList());
    }

    private void look(String viewer, String asset, int minute, int views) {
        log.add(new AssetView(asset, viewer, minute(minute), views, "bi", viewer + minute));
    }

    private void attach(String check, OutcomeStatus status, int minute, Optional<Instant> lastPassed) {
        night.happens(meta -> new IncidentEvent.AlertAttached(
                meta,
                Case.outcome(check, status, "run-1", minute(minute)),
                List.of("table:dwh.main.orders"),
                AlertRole.SYMPTOM,
                lastPassed,
                0));
    }

    private void clear(String check, int minute) {
        night.happens(meta ->
                new IncidentEvent.CheckCleared(meta, new CheckId("dbt", check), "run-2", minute(minute), "passed"));
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(minute * 60L);
    }
}
