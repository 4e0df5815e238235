package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.incident.AlertAttached;
import io.headwater.schema.incident.AlertRole;
import org.junit.jupiter.api.Test;

class AlertFoldTest {
    private final Rows<AlertRow> alerts = new Rows<>();

    @Test
    void alerts_move_within_a_batch_as_between_batches() {
        AlertRow known = known("acme|inc-b", "run-1");
        tell(story("inc-b").repeated("not_null", "run-2"));
        tell(story("inc-a").mergedFrom("inc-b"));
        tell(story("inc-a").cleared("not_null"));

        assertThat(alerts.removed()).containsExactly(known);
        assertThat(alerts.added())
                .extracting(row -> row.key)
                .containsExactlyInAnyOrder("acme|inc-a|dbt|not_null|run-1", "acme|inc-a|dbt|not_null|run-2");
        assertThat(alerts.all()).allMatch(row -> row.clearedAt != null && row.incidentKey.equals("acme|inc-a"));
    }

    @Test
    void an_alert_that_goes_and_comes_back_in_one_batch_is_the_row_that_was_there() {
        AlertRow known = known("acme|inc-a", "run-1");
        tell(story("inc-a").splitOff("inc-c", "dbt/not_null"));
        tell(story("inc-c").cleared("not_null"));
        tell(story("inc-a").mergedFrom("inc-c"));

        assertThat(alerts.removed()).isEmpty();
        assertThat(alerts.added()).isEmpty();
        assertThat(alerts.find(known.key)).isSameAs(known);
        assertThat(known.incidentKey).isEqualTo("acme|inc-a");
        assertThat(known.clearedAt).isNotNull();
    }

    @Test
    void of_an_alert_that_both_have_the_holders_own_stands() {
        known("acme|inc-b", "run-1");
        AlertRow own = known("acme|inc-a", "run-1");
        tell(story("inc-a").mergedFrom("inc-b"));

        assertThat(alerts.all()).containsExactly(own);
        assertThat(alerts.removed()).hasSize(1);
    }

    @Test
    void a_split_takes_the_alerts_of_its_checks_and_no_others() {
        tell(story("inc-a")
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .attached("unique", "run-1", AlertRole.CAUSE)
                .splitOff("inc-c", "dbt/unique"));

        assertThat(alerts.all())
                .extracting(row -> row.incidentKey + " " + row.check)
                .containsExactlyInAnyOrder("acme|inc-a not_null", "acme|inc-c unique");
    }

    @Test
    void an_alert_that_is_clear_stays_so_when_its_asset_becomes_known() {
        tell(story("inc-a")
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .cleared("not_null")
                .attached("not_null", "run-1", AlertRole.SYMPTOM));

        assertThat(alerts.all()).singleElement().satisfies(row -> {
            assertThat(row.clearedAt).isNotNull();
            assertThat(row.clearedReason).isEqualTo("it passed");
        });
    }

    @Test
    void what_a_check_found_stays_found_when_its_asset_becomes_known_after_it_could_not_run() {
        tell(story("inc-a")
                .attached("not_null", "run-1", AlertRole.CAUSE)
                .saying(OutcomeStatus.ERRORED)
                .repeated("not_null", "run-2")
                .attached("not_null", "run-2", AlertRole.SYMPTOM));

        assertThat(alerts.all()).hasSize(2).allMatch(row -> row.evidence);
    }

    @Test
    void what_comes_by_a_merge_found_what_it_says_it_found() {
        tell(story("inc-a").saying(OutcomeStatus.ERRORED).attached("not_null", "run-2", AlertRole.CAUSE));
        assertThat(alerts.all()).noneMatch(row -> row.evidence);

        AlertAttached moved = (AlertAttached) story("inc-a")
                .saying(OutcomeStatus.ERRORED)
                .attached("unique", "run-2", AlertRole.CAUSE)
                .events()
                .get(0);
        moved.setEvidence(true);
        AlertFold.apply(alerts, "acme|inc-a", moved);
        assertThat(alerts.find("acme|inc-a|dbt|unique|run-2").evidence).isTrue();
    }

    private static IncidentStory story(String id) {
        return new IncidentStory("acme", id);
    }

    private void tell(IncidentStory story) {
        story.events().forEach(event -> AlertFold.apply(alerts, "acme|" + story.id(), event));
    }

    /** As the database holds it. */
    private AlertRow known(String incidentKey, String run) {
        Rows<AlertRow> before = new Rows<>();
        story("inc")
                .attached("not_null", run, AlertRole.CAUSE)
                .events()
                .forEach(event -> AlertFold.apply(before, incidentKey, event));
        AlertRow row = before.added().iterator().next();
        alerts.loaded(row.key, row);
        return row;
    }
}
