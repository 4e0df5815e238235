package io.headwater.bench;

import java.util.ArrayList;
import java.util.List;

/** A run's figures by section, on a machine; prints as Markdown that also reads well on a terminal. */
public record Report(String suite, Effort effort, Machine machine, List<Measured> sections) {
    private static final List<String> HEADINGS =
            List.of("figure", "unit", "measured", "baseline", "ratio", "target", "holds");

    /** A section's figures and how long they took. */
    public record Measured(String title, List<Figure> figures, long seconds) {}

    public boolean holds() {
        return missed().isEmpty();
    }

    /** Names of the figures that miss their targets. */
    public List<String> missed() {
        return sections.stream()
                .flatMap(section -> section.figures().stream())
                .filter(figure -> !figure.holds())
                .map(Figure::name)
                .toList();
    }

    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# bench ").append(suite);
        text.append(effort == Effort.FULL ? "" : " (" + effort.name().toLowerCase(java.util.Locale.ROOT) + ")");
        text.append("\n\nOn ").append(machine.words()).append(".\n");
        for (Measured section : sections) {
            text.append("\n**")
                    .append(section.title())
                    .append("** (")
                    .append(section.seconds())
                    .append(" s)\n\n");
            table(text, section.figures());
        }
        text.append('\n').append(holds() ? "Every target holds." : "Missed: " + String.join("; ", missed()) + ".");
        return text.append('\n').toString();
    }

    private static void table(StringBuilder text, List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        figures.forEach(figure -> rows.add(cells(figure)));
        int[] widths = new int[HEADINGS.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (int r = 0; r < rows.size(); r++) {
            line(text, rows.get(r), widths);
            if (r == 0) {
                line(text, HEADINGS.stream().map(heading -> "-").toList(), widths);
            }
        }
    }

    /** Words to the left, numbers to the right; a dash fills its column. */
    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String pad = (cell.equals("-") ? "-" : " ").repeat(widths[i] - cell.length());
            boolean number = i >= 2 && i <= 4 && !cell.equals("-");
            text.append(i == 0 ? "| " : " | ").append(number ? pad + cell : cell + pad);
        }
        text.append(" |\n");
    }

    private static List<String> cells(Figure figure) {
        return List.of(
                figure.name(),
                figure.unit(),
                Numbers.of(figure.value()),
                figure.baseline().isPresent() ? Numbers.of(figure.baseline().getAsDouble()) : "",
                figure.ratio().isPresent() ? Numbers.of(figure.ratio().getAsDouble()) : "",
                figure.target().map(Target::words).orElse(""),
                figure.target().isEmpty() ? "" : figure.holds() ? "yes" : "NO");
    }
}
