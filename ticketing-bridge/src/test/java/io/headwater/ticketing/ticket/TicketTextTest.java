package io.headwater.ticketing.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.ticketing.Golden;
import io.headwater.ticketing.adf.Adf;
import io.headwater.ticketing.adf.AdfDocument;
import io.headwater.ticketing.ticket.Intent.Topic;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketTextTest {
    /** What Jira takes at most, as text of a rich field. */
    private static final int JIRAS_LIMIT = 32_767;

    private static final Names NAMES =
            person -> person.equals(Seen.ADA) ? Optional.of("Ada Lovelace") : Optional.empty();
    private static final TicketText TEXT = new TicketText("https://headwater.example.com/", "shop", "inc-1", NAMES);

    @Test
    void a_description_says_what_broke_why_whom_it_touches_and_where_to_look() {
        Adf.Node description = TEXT.description(Seen.broken()
                .dashboards(
                        3,
                        List.of(
                                Seen.dashboard("Revenue", "https://bi.example.com/revenue"),
                                Seen.dashboard("Churn", "ftp://bi.example.com/churn")))
                .sight());
        Golden.assertSame("description.json", description.tree());
        assertThat(AdfDocument.of(description).faults()).isEmpty();
        assertThat(AdfDocument.of(description).lines())
                .contains("table:shop.raw.payments", "12 assets, 3 dashboards, 23 viewers since it broke.")
                .contains("Revenue (tier 1), owned by Ada Lovelace, Finance Analytics", "… and 1 more dashboard");
        assertThat(AdfDocument.of(description).links())
                .containsExactly(
                        "https://bi.example.com/revenue", "https://headwater.example.com/incidents/shop/inc-1");
    }

    @Test
    void a_comment_of_each_kind_says_what_happened_and_bears_its_mark() {
        Sight resolved = Seen.broken().resolved().sight();
        List<Intent.Comment> comments = List.of(
                new Intent.Comment(Topic.RESOLVED, resolved, Seen.BROKEN, "", "All checks pass again."),
                new Intent.Comment(Topic.REOPENED, Seen.broken().sight(), Seen.BROKEN, "", "It broke again."),
                new Intent.Comment(Topic.MERGED_INTO, Seen.broken().sight(), Seen.BROKEN, "inc-0", "One cause."),
                new Intent.Comment(Topic.MERGED_FROM, Seen.broken().sight(), Seen.BROKEN, "inc-2", ""));
        List<Adf.Node> texts = comments.stream()
                .map(comment -> TEXT.comment(comment, "tkt-1-3"))
                .toList();
        Golden.assertSame("comments.json", texts.stream().map(Adf.Node::tree).toList());
        assertThat(texts).allSatisfy(text -> {
            assertThat(AdfDocument.of(text).faults()).isEmpty();
            assertThat(AdfDocument.of(text).links())
                    .contains("https://headwater.example.com/incidents/shop/inc-1#tkt-1-3");
        });
    }

    @Test
    void a_resolution_names_who_where_when_and_for_how_long_it_was_broken() {
        Sight byAda = Seen.broken()
                .resolvedBy(new Doer(Optional.of(Seen.ADA), "slack"), "2026-03-01T05:05:00Z")
                .sight();
        assertThat(resolution(byAda))
                .isEqualTo("Resolved by Ada Lovelace in slack on 1 Mar 2026, 05:05 UTC. It was broken for 2 h 5 min.");
        assertThat(resolution(Seen.broken().neverPassed().resolved().sight()))
                .isEqualTo("Resolved automatically on 1 Mar 2026, 05:05 UTC. It was broken for at least 2 h 5 min.");
    }

    @Test
    void one_whose_name_is_erased_is_a_short_hash() {
        Sight byNobody = Seen.broken()
                .resolvedBy(new Doer(Optional.of("0123456789abcdef"), ""), "2026-03-01T05:05:00Z")
                .sight();
        assertThat(resolution(byNobody)).startsWith("Resolved by 01234567 on ");
    }

    @Test
    void a_cause_that_no_check_proves_is_called_suspected_and_none_is_admitted() {
        Sight guessed = Seen.broken().suspected().causes(List.of(), "").sight();
        assertThat(AdfDocument.of(TEXT.description(guessed)).lines())
                .contains("Root cause (suspected)", "Not known yet.");
    }

    @Test
    void a_summary_is_one_line_that_jira_takes() {
        String summary =
                TEXT.summary(Seen.broken().titled("a\r\nb " + "x".repeat(500)).sight());
        assertThat(summary).startsWith("P0: a  b xxx").endsWith("…").hasSize(255);
    }

    @Test
    void the_link_back_has_a_title_that_jira_takes() {
        assertThat(TEXT.linkTitle("payments\tbroke")).isEqualTo("inc-1: payments broke");
        String title = TEXT.linkTitle("x".repeat(246) + "\uD83D\uDE00".repeat(20));
        assertThat(title).hasSizeLessThanOrEqualTo(255).endsWith("x…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\\", "\u0000", "\uD83D\uDE00", "<script>alert(1)</script>", "漢"})
    void whatever_a_source_sends_the_description_is_valid_and_fits(String piece) throws JsonProcessingException {
        String long_ = piece.repeat(40_000);
        Sight sight = Seen.broken()
                .titled(long_)
                .causes(Collections.nCopies(50, long_), long_)
                .because(Collections.nCopies(50, new Sight.Reason(long_, long_)))
                .dashboards(900, many(50, long_))
                .sight();
        Adf.Node description = TEXT.description(sight);
        assertThat(AdfDocument.of(description).faults()).isEmpty();
        assertThat(json(description).length()).isLessThanOrEqualTo(JIRAS_LIMIT);
        assertThat(TEXT.summary(sight)).hasSizeLessThanOrEqualTo(255);
        assertThat(AdfDocument.of(description).links()).contains(TEXT.page());
    }

    @Test
    void as_many_dashboards_are_shown_as_fit_and_the_rest_are_counted() throws JsonProcessingException {
        Sight sight = Seen.broken().dashboards(900, many(50, "x".repeat(600))).sight();
        List<String> lines = AdfDocument.of(TEXT.description(sight)).lines();
        assertThat(lines).contains("… and 890 more dashboards");
        assertThat(json(TEXT.description(sight)).length()).isLessThanOrEqualTo(JIRAS_LIMIT);
    }

    @Test
    void a_comment_fits_however_long_names_and_reasons_are() throws JsonProcessingException {
        TicketText text = new TicketText(
                "https://headwater.example.com", "shop", "inc-1", person -> Optional.of("\"".repeat(40_000)));
        Sight sight = Seen.broken()
                .resolvedBy(new Doer(Optional.of(Seen.ADA), "v".repeat(40_000)), "2026-03-01T05:05:00Z")
                .sight();
        Adf.Node comment =
                text.comment(new Intent.Comment(Topic.RESOLVED, sight, Seen.BROKEN, "", "\n".repeat(40_000)), "mark");
        assertThat(AdfDocument.of(comment).faults()).isEmpty();
        assertThat(json(comment).length()).isLessThanOrEqualTo(JIRAS_LIMIT);
    }

    private static String resolution(Sight sight) {
        Adf.Node comment = TEXT.comment(new Intent.Comment(Topic.RESOLVED, sight, Seen.BROKEN, "", ""), "mark");
        return AdfDocument.of(comment).lines().get(0);
    }

    private static List<Sight.Dashboard> many(int count, String words) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Sight.Dashboard(
                        "dashboard:looker:" + i,
                        i + words,
                        Optional.of(2),
                        Optional.of("https://bi.example.com/" + i + words),
                        Stream.generate(() -> Seen.ADA).limit(9).toList(),
                        List.of(words, words)))
                .toList();
    }

    private static String json(Adf.Node node) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(node.tree());
    }
}
