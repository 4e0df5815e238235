package io.headwater.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.notifier.incident.Priority;
import io.headwater.notifier.incident.Tale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What people read, as files to be read as a diff. Written anew with `-Dheadwater.golden=write`; Slack's Block Kit
 * Builder shows what they look like.
 */
class GoldenMessageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/message");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Names NAMES = new Names(Map.of(
            Tale.ADA, new Names.Known("Ada Lindqvist", Optional.of("U0ADA")),
            Tale.BEN, new Names.Known("Ben Ortiz", Optional.of("U0BEN"))));

    @Test
    void a_new_p0_shows_its_cause_its_blast_radius_why_and_three_buttons() throws IOException {
        assertGolden("announced-p0", IncidentMessage.of(card(Tale.of(Priority.P0))));
    }

    @Test
    void the_details_show_every_reason_and_the_way_to_each_dashboard() throws IOException {
        assertGolden("details-p0", DetailsMessage.of(card(Tale.of(Priority.P0))));
    }

    @Test
    void an_acknowledged_incident_names_who_and_has_a_button_less() throws IOException {
        Tale tale = Tale.of(Priority.P1);
        tale.acknowledged();
        assertGolden("acknowledged-p1", IncidentMessage.of(card(tale)));
    }

    @Test
    void a_resolved_incident_is_green_says_how_long_and_can_only_be_opened() throws IOException {
        Tale tale = Tale.of(Priority.P2);
        tale.resolved();
        assertGolden("resolved-p2", IncidentMessage.of(card(tale)));
    }

    @Test
    void a_merged_incident_points_to_where_it_goes_on() throws IOException {
        Card card = card(Tale.of(Priority.P2));
        Card merged = new Card(
                card.workspace(),
                card.incident(),
                card.url(),
                card.headline(),
                card.onCall(),
                card.links(),
                Optional.of(new Card.Elsewhere(
                        "inc-2", "orders: freshness", "https://headwater-sandbox.slack.com/archives/C1/p1")));
        assertGolden("merged", IncidentMessage.of(merged));
    }

    @Test
    void hostile_names_are_harmless() throws IOException {
        Tale tale = Tale.of(Priority.P3)
                .titled("<!channel> R&D `orders` <https://evil.example|click>")
                .causedBy("table:shop.raw.\"pay`ments\"");
        assertGolden("hostile", IncidentMessage.of(card(tale)));
    }

    private static Card card(Tale tale) {
        return new Card(
                Tale.WORKSPACE,
                Tale.INCIDENT,
                "https://headwater.example/incidents/acme/inc-7f3a",
                tale.headline(),
                Optional.of(Tale.ADA),
                List.of(new Card.Link("jira", "DATA-12", "https://jira.example.com/browse/DATA-12")),
                Optional.empty());
    }

    private static void assertGolden(String name, Message message) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        String said = JSON.writer(printer).writeValueAsString(message.with(NAMES)) + "\n";
        Path file = GOLDEN.resolve(name + ".json");
        if ("write".equals(System.getProperty("headwater.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, said);
        }
        assertThat(said).isEqualTo(Files.readString(file));
    }
}
