package io.headwater.incident.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.Warehouse;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.LineageGraph;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.OutcomeStatus;
import io.headwater.incident.outcome.Severity;
import io.headwater.incident.outcome.SubjectRef;
import io.headwater.incident.priority.cel.CelExpressions;
import io.headwater.incident.silence.Silence.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SilenceBookTest {
    private static final Instant NOW = Warehouse.at("03:00");

    private final LineageGraph graph =
            Warehouse.of("raw > stg > orders > dash:sales", "hr > people").graph();
    private final Conditions conditions = CelExpressions.overOutcomes()::holds;
    private final List<String> broken = new ArrayList<>();

    @Test
    void an_asset_is_covered_with_everything_downstream_and_nothing_else() {
        SilenceBook book = book(on("stg"));

        assertThat(hiding(book, "stg")).isPresent();
        assertThat(hiding(book, "orders")).isPresent();
        assertThat(hiding(book, "dash:sales")).isPresent();
        assertThat(hiding(book, "raw")).isEmpty();
        assertThat(hiding(book, "people")).isEmpty();
    }

    @Test
    void lineage_counts_as_it_is_when_the_outcome_comes() {
        SilenceBook book = book(on("stg"));
        AssetNode people = graph.asset(Warehouse.urn("people")).orElseThrow();
        graph.put(AssetNode.bare(people.urn(), people.type(), List.of(Warehouse.urn("stg"))));

        assertThat(hiding(book, "people")).isPresent();
    }

    @Test
    void a_check_on_several_assets_is_covered_by_one_of_them() {
        assertThat(hiding(book(on("hr")), outcome("dbt"), List.of(Warehouse.urn("orders"), Warehouse.urn("people"))))
                .isPresent();
    }

    @Test
    void an_alias_stands_for_its_asset_and_for_an_outcome_that_calls_itself_so() {
        AssetNode raw = graph.asset(Warehouse.urn("raw")).orElseThrow();
        graph.put(new AssetNode(
                raw.urn(),
                raw.name(),
                raw.type(),
                List.of("dbt:source.raw"),
                raw.checks(),
                raw.upstreams(),
                raw.owners(),
                raw.tier(),
                raw.maturity(),
                raw.domain(),
                raw.url(),
                List.of()));
        SilenceBook book = book(silence("a", List.of("dbt:source.raw", "dbt:model.new"), Optional.empty(), "06:00"));

        assertThat(hiding(book, "orders")).isPresent();
        assertThat(hiding(book, outcome("dbt", "dbt:model.new"), List.of())).isPresent();
        assertThat(hiding(book, outcome("dbt", "dbt:model.other"), List.of())).isEmpty();
    }

    @Test
    void a_condition_looks_at_the_outcome_its_check_and_its_asset() {
        assertThat(hiding(book(when("asset.name == 'orders' && asset.tier == 0")), "orders"))
                .isPresent();
        assertThat(hiding(book(when("asset.name == 'orders'")), "people")).isEmpty();
        assertThat(hiding(book(when("outcome.status == 'WARNED'")), "orders")).isEmpty();
        assertThat(hiding(book(when("check.source == 'dbt' && check.kind in ['DATA_TEST', 'BUILD']")), "orders"))
                .isPresent();
        assertThat(broken).isEmpty();
    }

    @Test
    void assets_and_a_condition_have_to_hold_both() {
        SilenceBook book = book(
                silence("a", List.of(Warehouse.urn("stg")), Optional.of("check.source == 'monte-carlo'"), "06:00"));

        assertThat(hiding(book, outcome("monte-carlo"), List.of(Warehouse.urn("orders"))))
                .isPresent();
        assertThat(hiding(book, outcome("dbt"), List.of(Warehouse.urn("orders"))))
                .isEmpty();
        assertThat(hiding(book, outcome("monte-carlo"), List.of(Warehouse.urn("raw"))))
                .isEmpty();
    }

    @Test
    void a_condition_that_cannot_be_evaluated_hides_nothing_and_says_why() {
        assertThat(hiding(book(when("asset.domian == 'finance'")), "orders")).isEmpty();
        assertThat(broken).singleElement().asString().contains("domian");
    }

    @Test
    void of_several_the_one_that_lasts_longest_hides() {
        SilenceBook book = book(
                silence("a", List.of(Warehouse.urn("raw")), Optional.empty(), "05:00"),
                silence("b", List.of(Warehouse.urn("stg")), Optional.empty(), "06:00"),
                silence("c", List.of(Warehouse.urn("stg")), Optional.empty(), "06:00"));

        assertThat(hiding(book, "orders").orElseThrow().silence().name()).isEqualTo("b");
    }

    @Test
    void nothing_is_hidden_before_or_after_its_time() {
        SilenceBook book = book(new Silence(
                Kind.SILENCE,
                "later",
                1,
                List.of(Warehouse.urn("raw")),
                Optional.empty(),
                new Schedule.Once(Optional.of(Warehouse.at("04:00")), Warehouse.at("05:00")),
                "ada",
                "why"));

        assertThat(hiding(book, "raw")).isEmpty();
        assertThat(at(book, "04:00")).isPresent();
        assertThat(at(book, "05:00")).isEmpty();
    }

    private Optional<SilenceBook.Match> at(SilenceBook book, String clock) {
        return book.hiding(
                new Suspect(outcome("dbt"), List.of(Warehouse.urn("raw"))),
                Warehouse.at(clock),
                graph,
                conditions,
                (silence, why) -> broken.add(why));
    }

    private Optional<SilenceBook.Match> hiding(SilenceBook book, String asset) {
        return hiding(book, outcome("dbt"), List.of(Warehouse.urn(asset)));
    }

    @Test
    void every_fact_of_an_outcome_can_be_named() {
        CelExpressions cel = CelExpressions.overOutcomes();
        new Suspect(outcome("dbt"), List.of(Warehouse.urn("raw")))
                .facts(graph)
                .forEach(facts -> facts.forEach(
                        (map, known) -> ((Map<?, ?>) known).keySet().forEach(fact -> assertThat(
                                        cel.errors("has(" + map + "." + fact + ")"))
                                .isEmpty())));
    }

    private Optional<SilenceBook.Match> hiding(SilenceBook book, CheckOutcome outcome, List<String> assets) {
        return book.hiding(new Suspect(outcome, assets), NOW, graph, conditions, (silence, why) -> broken.add(why));
    }

    private static SilenceBook book(Silence... silences) {
        return new SilenceBook(List.of(silences));
    }

    private static Silence on(String asset) {
        return silence("a", List.of(Warehouse.urn(asset)), Optional.empty(), "06:00");
    }

    private static Silence when(String condition) {
        return silence("a", List.of(), Optional.of(condition), "06:00");
    }

    private static Silence silence(String name, List<String> assets, Optional<String> when, String until) {
        Schedule schedule = new Schedule.Once(Optional.empty(), Warehouse.at(until));
        return new Silence(Kind.SILENCE, name, 1, assets, when, schedule, "ada", "why");
    }

    /** A test of that source fails, on a subject that goes by these names. */
    private static CheckOutcome outcome(String source, String... names) {
        SubjectRef subject = new SubjectRef(Optional.empty(), List.of(names), List.of(), List.of());
        return new CheckOutcome(
                new CheckId(source, "not_null"),
                "not_null",
                CheckKind.DATA_TEST,
                List.of(subject),
                "run-1",
                OptionalInt.empty(),
                OutcomeStatus.FAILED,
                Severity.UNKNOWN,
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "delivery",
                new TreeMap<>());
    }
}
