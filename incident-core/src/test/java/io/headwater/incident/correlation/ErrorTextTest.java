package io.headwater.incident.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
        Failure orders = build("orders", "column \"amount\" does not exist");
        Failure refunds = build("refunds", "column \"amount\" does not exist");
        Failure other = build("refunds", "division by zero");

        long same = price(warehouse, orders, refunds);
        long different = price(warehouse, orders, other);
        assertThat(different - same).isEqualTo(2 * (1_386_294 - 223_144)); // -ln 0.25 and -ln 0.80
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
