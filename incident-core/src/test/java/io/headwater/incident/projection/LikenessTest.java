package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final Traits NONE = new Traits(Set.of(), Set.of(), Set.of(), Set.of());
    private static final String RAW = "table:shop.raw.payments";
    private static final String CORE = "table:shop.core.payments";

    private final LinkedHashMap<String, Traits> past = new LinkedHashMap<>();

    @Test
    void the_same_again_is_wholly_alike_and_says_why() {
        Traits wanted =
                new Traits(Set.of(RAW), Set.of("dbt/a", "dbt/b"), Set.of(RAW, CORE), Set.of("currency", "missing"));
        past.put("same", wanted);

        Likeness.Match match = rank(wanted).get(0);
        assertThat(match.score()).isEqualTo(1.0);
        assertThat(match.reasons())
                .containsExactly(
                        "same root cause raw.payments",
                        "2 of 2 checks in common",
                        "2 of 2 failing assets in common",
                        "words in common: currency, missing");
    }

    @Test
    void what_is_shared_counts_against_all_that_either_has() {
        Traits wanted = new Traits(Set.of(RAW), checks(7), Set.of(), Set.of());
        past.put("few", new Traits(Set.of(RAW), checks(5), Set.of(), Set.of()));

        Likeness.Match match = rank(wanted).get(0);
        // (0.40 * 1 + 0.30 * 5 / sqrt(7 * 5)) / 0.70
        assertThat(match.score()).isEqualTo(0.93);
        assertThat(match.reasons()).containsExactly("same root cause raw.payments", "5 of 7 checks in common");
    }

    @Test
    void one_check_out_of_a_storm_is_chance() {
        past.put("storm", new Traits(Set.of(RAW), checks(100), Set.of(), Set.of()));

        assertThat(rank(new Traits(Set.of(CORE), checks(1), Set.of(CORE), Set.of())))
                .isEmpty();
    }

    @Test
    void a_rare_word_in_common_counts_more_than_a_frequent_one() {
        Traits wanted = new Traits(Set.of(), Set.of(), Set.of(), Set.of("rows", "oom"));
        past.put("frequent", new Traits(Set.of(), Set.of(), Set.of(), Set.of("rows", "null")));
        past.put("rare", new Traits(Set.of(), Set.of(), Set.of(), Set.of("oom", "late")));
        past.put("other", new Traits(Set.of(), Set.of(), Set.of(), Set.of("rows", "duplicate")));

        assertThat(rank(wanted)).first().satisfies(best -> {
            assertThat(best.key()).isEqualTo("rare");
            assertThat(best.reasons()).containsExactly("words in common: oom");
        });
    }

    @Test
    void what_the_one_at_hand_lacks_has_no_say() {
        past.put("same cause", new Traits(Set.of(RAW), checks(9), Set.of(RAW), Set.of("oom")));

        assertThat(rank(new Traits(Set.of(RAW), Set.of(), Set.of(), Set.of()))
                        .get(0)
                        .score())
                .isEqualTo(1.0);
        assertThat(rank(NONE)).isEmpty();
    }

    @Test
    void a_single_thing_in_common_goes_by_its_name_and_equals_keep_their_order() {
        Traits wanted = new Traits(Set.of(RAW), Set.of("dbt/unique"), Set.of(RAW), Set.of());
        past.put("later", wanted);
        past.put("earlier", wanted);
        past.put("nothing", NONE);

        assertThat(rank(wanted)).extracting(Likeness.Match::key).containsExactly("later", "earlier");
        assertThat(rank(wanted).get(0).reasons())
                .containsExactly(
                        "same root cause raw.payments", "same check dbt/unique", "same failing asset raw.payments");
        assertThat(Likeness.rank(wanted, past, 1)).hasSize(1);
    }

    private List<Likeness.Match> rank(Traits wanted) {
        return Likeness.rank(wanted, past, 10);
    }

    private static Set<String> checks(int n) {
        Set<String> checks = new java.util.TreeSet<>();
        for (int i = 0; i < n; i++) {
            checks.add("dbt/check-" + i);
        }
        return checks;
    }
}
