package io.headwater.incident.incident;

import io.headwater.incident.GeneratedText;
import io.headwater.incident.incident.LifeCycle.Move;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/life-cycle.md} is generated from {@link LifeCycle}. */
class LifeCycleDocumentTest {
    @Test
    void the_document_shows_the_table_that_decides() {
        GeneratedText.isFile(Path.of("docs", "life-cycle.md"), document());
    }

    private static String document() {
        List<String> lines = new ArrayList<>();
        lines.add("# The life of an incident");
        lines.add("");
        lines.add(
                "Generated from `LifeCycle`; do not edit. A command that has no arrow from a state is refused with its"
                        + " reason.");
        lines.add("");
        lines.add("| state | is open | " + moves().map(Move::words).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|---|" + moves().map(move -> "---|").collect(Collectors.joining()));
        for (IncidentStatus status : IncidentStatus.values()) {
            lines.add("| **%s** | %s | %s |"
                    .formatted(
                            status.words(),
                            status.isOpen() ? "yes" : "no",
                            moves().map(move -> to(status, move)).collect(Collectors.joining(" | "))));
        }
        lines.add("");
        lines.add("```mermaid");
        lines.add("stateDiagram-v2");
        lines.add("    [*] --> " + IncidentStatus.TRIGGERED.words());
        for (IncidentStatus status : IncidentStatus.values()) {
            moves().forEach(move -> LifeCycle.to(status, move)
                    .ifPresent(
                            to -> lines.add("    %s --> %s: %s".formatted(status.words(), to.words(), move.words()))));
        }
        lines.add("```");
        lines.add("");
        lines.add(
                "Headwater itself resolves an incident whose checks are all clear, and reopens one whose cause returns"
                        + " within the reopen");
        lines.add("window; a merged incident is closed for good, and its id answers as the one it lives on in.");
        lines.add("");
        return String.join("\n", lines);
    }

    private static Stream<Move> moves() {
        return Stream.of(Move.values());
    }

    private static String to(IncidentStatus status, Move move) {
        return LifeCycle.to(status, move).map(IncidentStatus::words).orElse("–");
    }
}
