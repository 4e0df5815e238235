package io.headwater.incident.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.correlation.ErrorText.Blames;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTextTest {
    @Test
    void two_builds_that_miss_the_same_column_say_the_same() {
        Optional<String> orders = ErrorText.of(
                build(
                        "orders",
                        "Database Error in model orders (models/marts/orders.sql)\n  column \"amount\" does not exist\n  LINE 12: amount"));
        Optional<String> refunds = ErrorText.of(
                build(
                        "refunds",
                        "Database Error in model refunds (models/marts/refunds.sql)\n  column \"amount\" does not exist\n  LINE 4: amount"));

        assertThat(orders).isPresent().isEqualTo(refunds);
    }

    @Test
    void other_columns_are_other_words_and_numbers_are_none() {
        assertThat(ErrorText.of(build("a", "column \"amount\" does not exist")))
                .isNotEqualTo(ErrorText.of(build("b", "column \"total\" does not exist")));
        assertThat(ErrorText.of(build("a", "timed out after 300 s")))
                .isEqualTo(ErrorText.of(build("b", "timed out after 301 s")));
    }

    @Test
    void a_build_that_speaks_of_itself_alone_and_a_test_say_nothing_to_compare() {
        assertThat(ErrorText.of(build("orders", "Database Error in model orders")))
                .isEmpty();
        Failure test = build("orders", "column \"amount\" does not exist");
        assertThat(ErrorText.of(new Failure(
                        test.check(),
                        CheckKind.DATA_TEST,
                        test.assets(),
                        List.of(),
                        test.failedAt(),
                        test.lastPassedAt(),
                        test.anomalySince(),
                        test.message())))
                .isEmpty();
    }

    @Test
    void builds_just_below_a_place_that_say_the_same_are_cheap_to_explain_together() {
        Warehouse warehouse = Warehouse.of("raw.orders > orders, refunds");
        Failure orders = build("orders", "permission denied for schema raw");
        Failure refunds = build("refunds", "permission denied for schema raw");
        Failure other = build("refunds", "division by zero");

        long same = price(warehouse, orders, refunds);
        long different = price(warehouse, orders, other);
        assertThat(different - same).isEqualTo(2 * (2_302_585 - 223_144)); // -ln 0.10 and -ln 0.80
    }

    @Test
    void a_build_that_misses_what_it_reads_is_the_effect_of_something_above() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders, refunds");
        Failure test = warehouse.test("refunds").failed("02:14", "01:14");

        assertThat(causes(warehouse, build("orders", "column \"amount\" does not exist"), test))
                .containsExactly(Warehouse.urn("stg_orders"));
        assertThat(causes(warehouse, build("orders", "out of memory"), test))
                .containsExactly(Warehouse.urn("orders"), Warehouse.urn("refunds"));
    }

    @Test
    void a_build_that_fails_with_words_of_its_own_is_hardly_the_effect_of_what_is_above() {
        Warehouse warehouse = Warehouse.of("orders > revenue");
        Failure test = warehouse.test("orders").failed("02:14", "01:14");

        assertThat(causes(warehouse, test, build("revenue", "out of memory")))
                .containsExactly(Warehouse.urn("orders"), Warehouse.urn("revenue"));
        assertThat(causes(warehouse, test, build("revenue", "column \"amount\" does not exist")))
                .containsExactly(Warehouse.urn("orders"));
    }

    @Test
    void it_is_told_that_a_build_missed_what_it_reads() {
        Warehouse warehouse = Warehouse.of("stg_orders > orders > revenue", "stg_orders > revenue");
        Failure orders = build("orders", "column \"amount\" does not exist");
        Estimate estimate = RootCause.estimate(
                List.of(orders, warehouse.test("revenue").failed("02:15", "01:15")), warehouse.evidence());

        assertThat(estimate.cause()).isEqualTo(Warehouse.urn("stg_orders"));
        assertThat(estimate.sentence()).endsWith("because its build misses what something above it makes.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Database Error in model orders (models/orders.sql)\n  column \"amount\" does not exist\n  LINE 12",
                "relation \"raw.orders\" does not exist",
                "000904 (42000): SQL compilation error: error line 3 at position 4\ninvalid identifier 'AMOUNT'",
                "002003 (42S02): SQL compilation error:\nObject 'RAW.ORDERS' does not exist or not authorized.",
                "Unrecognized name: amount at [12:3]",
                "Name amount not found inside o at [12:5]",
                "Not found: Table shop:raw.orders was not found in location EU",
                "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column or function parameter cannot be resolved",
                "[TABLE_OR_VIEW_NOT_FOUND] The table or view `raw`.`orders` cannot be found",
                "Binder Error: Referenced column \"amount\" not found in FROM clause!",
                "line 3:8: Column 'amount' cannot be resolved",
                "Unknown column 'amount' in 'field list'",
                "Invalid column name 'amount'."
            })
    void each_warehouse_has_its_own_words_for_what_is_missing(String message) {
        assertThat(ErrorText.blames(build("revenue", message))).isEqualTo(Blames.WHAT_IS_ABOVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "division by zero",
                "Database Error in model revenue (models/revenue.sql)\n  out of memory",
                "Database Error in model revenue: division by zero",
                "Query timed out after 300 s",
                "role \"loader\" does not exist"
            })
    void other_errors_are_a_builds_own(String message) {
        assertThat(ErrorText.blames(build("revenue", message))).isEqualTo(Blames.ITSELF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.revenue FAILED", "Database Error in model revenue (models/revenue.sql)", " "})
    void who_says_no_more_than_that_it_failed_blames_nobody(String message) {
        assertThat(ErrorText.blames(build("revenue", message))).isEqualTo(Blames.NOBODY);
    }

    private static List<String> causes(Warehouse warehouse, Failure... failures) {
        Shift shift = Shift.at(warehouse);
        shift.place(failures);
        return shift.open().stream().map(OpenStory::cause).sorted().toList();
    }

    private static long price(Warehouse warehouse, Failure... failures) {
        Evidence evidence = warehouse.evidence();
        return Story.base(Warehouse.urn("raw.orders"), List.of(failures), evidence)
                .failed();
    }

    private static Failure build(String asset, String message) {
        return new Failure(
                new CheckId("dbt", "model." + asset),
                CheckKind.BUILD,
                List.of(Warehouse.urn(asset)),
                List.of(),
                Warehouse.at("02:14"),
                Optional.of(Warehouse.at("01:14")),
                Optional.empty(),
                Optional.of(message));
    }
}
