package io.headwater.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MrkdwnTest {
    private static final String ADA = "ada0".repeat(8);

    @Test
    void foreign_text_cannot_call_anybody_or_bring_in_a_link() {
        assertThat(Mrkdwn.text("<!channel> & <@U123> <https://evil.example|ok>", 100))
                .isEqualTo("&lt;!channel&gt; &amp; &lt;@U123&gt; &lt;https://evil.example|ok&gt;");
    }

    @Test
    void foreign_text_cannot_forge_the_token_of_a_person() {
        String forged = Mrkdwn.mention(ADA);
        assertThat(Mrkdwn.people(Mrkdwn.text(forged, 100))).isEmpty();
        assertThat(Mrkdwn.people(forged)).containsExactly(ADA);
    }

    @Test
    void control_characters_are_dropped_and_line_breaks_become_blanks() {
        assertThat(Mrkdwn.text("a\u0000b\u0007c\u001b[1m\r\n\td", 100)).isEqualTo("abc[1m d");
    }

    @Test
    void text_is_cut_before_it_is_escaped_and_never_within_a_character() {
        assertThat(Mrkdwn.text("&&&&", 3)).isEqualTo("&amp;&amp;…");
        assertThat(Mrkdwn.text("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
    }

    @Test
    void code_cannot_be_ended_from_within() {
        assertThat(Mrkdwn.code("a`b<c")).isEqualTo("`a'b&lt;c`");
    }

    @Test
    void a_link_keeps_its_label_and_leaves_out_an_address_that_is_none() {
        assertThat(Mrkdwn.link("https://bi.example.com/?a=1&b=2", "A|B", 80))
                .isEqualTo("<https://bi.example.com/?a=1&amp;b=2|A¦B>");
        assertThat(Mrkdwn.link("javascript:alert(1)", "Revenue", 80)).isEqualTo("Revenue");
        assertThat(Mrkdwn.link("https://x.example/|<!here>", "Revenue", 80)).isEqualTo("Revenue");
    }

    @Test
    void a_mention_calls_who_is_in_slack_and_names_who_is_not() {
        Names inSlack = new Names(Map.of(ADA, new Names.Known("Ada <L>", Optional.of("U123"))));
        Names outside = new Names(Map.of(ADA, new Names.Known("Ada <L>", Optional.empty())));
        assertThat(Mrkdwn.resolve(Mrkdwn.mention(ADA), inSlack)).isEqualTo("<@U123>");
        assertThat(Mrkdwn.resolve(Mrkdwn.name(ADA), inSlack)).isEqualTo("Ada &lt;L&gt;");
        assertThat(Mrkdwn.resolve(Mrkdwn.mention(ADA), outside)).isEqualTo("Ada &lt;L&gt;");
        assertThat(Mrkdwn.resolve(Mrkdwn.mention(ADA), new Names(Map.of()))).isEqualTo("someone (ada0ad)");
    }

    @Test
    void a_moment_is_shown_in_the_readers_own_time_zone() {
        assertThat(Mrkdwn.moment(Instant.parse("2026-03-02T04:00:30Z")))
                .isEqualTo("<!date^1772424030^{date_short_pretty} {time}|2026-03-02T04:00:00Z>");
    }

    @Test
    void a_span_has_its_two_largest_units() {
        assertThat(Mrkdwn.span(Duration.ofSeconds(20))).isEqualTo("under a minute");
        assertThat(Mrkdwn.span(Duration.ofMinutes(59))).isEqualTo("59 min");
        assertThat(Mrkdwn.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Mrkdwn.span(Duration.ofHours(50))).isEqualTo("2 d 2 h");
        assertThat(Mrkdwn.span(Duration.ofMinutes(-5))).isEqualTo("under a minute");
    }

    @Test
    void what_is_too_long_is_cut_after_whole_lines_and_else_after_whole_items() {
        assertThat(Mrkdwn.fit("one\ntwo\nthree", 11)).isEqualTo("one\ntwo\n…");
        assertThat(Mrkdwn.fit("`aaaa`, `bbbb`, `cccc`", 20)).isEqualTo("`aaaa`, `bbbb`\n…");
        assertThat(Mrkdwn.fit("<https://x.example|a, b>, <https://y.example|c>", 27))
                .isEqualTo("<https://x.example|a, b>\n…");
        assertThat(Mrkdwn.fit("<https://x.example|a, b>", 23)).isEqualTo("…");
    }
}
