package io.headwater.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.notifier.incident.Dashboard;
import io.headwater.notifier.incident.Impact;
import io.headwater.notifier.incident.Owner;
import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.incident.PriorityReason;
import io.headwater.notifier.incident.Tale;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Slack's limits and the safety of foreign text, whatever the sources send (docs.slack.dev, reference/block-kit). */
class MessageProperties {

    @Property(tries = 300)
    void every_message_keeps_slacks_limits(
            @ForAll("foreign") String foreign, @ForAll @IntRange(max = 50) int many, @ForAll("foreign") String name) {
        everyMessage(foreign, many, name).forEach(MessageProperties::assertLimits);
    }

    @Property(tries = 300)
    void foreign_text_calls_nobody_and_links_nowhere(
            @ForAll("foreign") String foreign, @ForAll @IntRange(max = 50) int many, @ForAll("foreign") String name) {
        Set<String> ours = Set.of("https://headwater.example", "https://bi.example.com", "!date^", "@U0SLACK");
        everyMessage(foreign, many, name)
                .forEach(message -> strings(message.blocks(), text -> {
                    for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', open + 1)) {
                        String inside = text.substring(open + 1);
                        assertThat(ours).as(text).anyMatch(inside::startsWith);
                        assertThat(inside).as("a tag that was cut: %s", text).contains(">");
                    }
                }));
    }

    @Property(tries = 100)
    void a_message_that_is_sent_holds_no_token_and_no_control_character(
            @ForAll("foreign") String foreign, @ForAll @IntRange(max = 50) int many, @ForAll("foreign") String name) {
        everyMessage(foreign, many, name)
                .forEach(message -> strings(message.blocks(), text -> assertThat(text)
                        .doesNotContainPattern("[\uE000-\uE002]")
                        .doesNotContainPattern("[\\p{Cc}&&[^\n]]")));
    }

    @Provide
    Arbitrary<String> foreign() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<!channel>",
                "<@U1>",
                "&",
                "`",
                "*",
                "_",
                "|",
                "\n",
                "\u0000",
                "\uE000",
                "\uE002",
                "\uD83D\uDE00",
                "ß",
                ", ",
                "orders",
                "x".repeat(400),
                "&".repeat(200),
                "<https://evil.example|go>");
        return Combinators.combine(pieces, pieces, pieces, Arbitraries.strings().ofMaxLength(40))
                .as((a, b, c, d) -> a + d + b + c);
    }

    private static List<Message> everyMessage(String foreign, int many, String name) {
        List<Owner> owners = IntStream.range(0, many)
                .mapToObj(i -> i % 2 == 0
                        ? new Owner(Optional.of(person(i)), Optional.empty())
                        : new Owner(Optional.empty(), Optional.of(foreign)))
                .toList();
        List<String> path =
                IntStream.range(0, many).mapToObj(i -> "table:" + foreign).toList();
        List<Dashboard> dashboards = IntStream.range(0, many)
                .mapToObj(i -> new Dashboard(
                        "dashboard:" + foreign,
                        foreign,
                        "DASHBOARD",
                        owners,
                        OptionalInt.of(1),
                        i % 2 == 0 ? "https://bi.example.com/" + "d".repeat(i * 20) : foreign,
                        path))
                .toList();
        Tale tale = Tale.of(Priority.P0)
                .titled(foreign)
                .causedBy(path.toArray(String[]::new))
                .because(IntStream.range(0, many)
                        .mapToObj(i -> new PriorityReason(foreign, foreign))
                        .toArray(PriorityReason[]::new))
                .reaching(new Impact(many, many, many, OptionalInt.of(1), owners, dashboards));
        Map<String, Names.Known> known = new HashMap<>();
        IntStream.range(0, many).forEach(i -> known.put(person(i), new Names.Known(name, Optional.of("U0SLACK"))));
        Names names = new Names(known);
        Optional<Card.Elsewhere> elsewhere =
                Optional.of(new Card.Elsewhere("inc-2", foreign, "https://headwater.example/incidents/acme/inc-2"));
        List<Card.Link> links = IntStream.range(0, many)
                .mapToObj(i -> new Card.Link("jira", foreign, foreign))
                .toList();
        Card card = new Card(
                Tale.WORKSPACE,
                Tale.INCIDENT,
                "https://headwater.example/incidents/acme/inc",
                tale.headline(),
                Optional.of(person(0)),
                links,
                Optional.empty());
        Card merged = new Card(
                card.workspace(), card.incident(), card.url(), card.headline(), card.onCall(), links, elsewhere);
        return List.of(
                IncidentMessage.of(card).with(names),
                IncidentMessage.of(merged).with(names),
                DetailsMessage.of(card).with(names),
                Sentences.message(Sentences.raised(tale.headline(), card.onCall()))
                        .with(names),
                Sentences.message(Sentences.rootCause(tale.headline())).with(names),
                Sentences.message(Sentences.rejected(foreign)));
    }

    private static String person(int i) {
        return "%032x".formatted(i);
    }

    private static void assertLimits(Message message) {
        assertThat(message.text()).isNotBlank();
        assertThat(message.text().length()).isLessThanOrEqualTo(4000);
        assertThat(message.blocks()).hasSizeBetween(1, Message.BLOCKS);
        Set<Object> ids = new HashSet<>();
        for (Map<String, Object> block : message.blocks()) {
            assertThat(ids.add(block.get("block_id"))).isTrue();
            if (block.get("text") instanceof Map<?, ?> text) {
                assertText(text, 3000);
            }
            list(block.get("fields"), 10).forEach(field -> assertText(field, 2000));
            list(block.get("elements"), "actions".equals(block.get("type")) ? 25 : 10)
                    .forEach(element -> {
                        if ("button".equals(element.get("type"))) {
                            assertText((Map<?, ?>) element.get("text"), 75);
                            assertThat(String.valueOf(element.get("value")).length())
                                    .isLessThanOrEqualTo(2000);
                            assertThat(String.valueOf(element.get("action_id")).length())
                                    .isLessThanOrEqualTo(255);
                        } else {
                            assertText(element, 2000);
                        }
                    });
        }
    }

    private static void assertText(Map<?, ?> text, int most) {
        assertThat((String) text.get("text")).isNotBlank();
        assertThat(((String) text.get("text")).length()).isLessThanOrEqualTo(most);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value, int most) {
        List<Map<String, Object>> list = value == null ? List.of() : (List<Map<String, Object>>) value;
        assertThat(list).hasSizeLessThanOrEqualTo(most);
        return list;
    }

    private static void strings(Object value, Consumer<String> check) {
        if (value instanceof String text) {
            check.accept(text);
        } else if (value instanceof List<?> list) {
            list.forEach(one -> strings(one, check));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(one -> strings(one, check));
        }
    }
}
