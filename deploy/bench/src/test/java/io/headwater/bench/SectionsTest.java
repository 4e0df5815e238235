package io.headwater.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.grouping.GroupingSection;
import io.headwater.bench.lineage.GraphHeapSection;
import io.headwater.bench.lineage.ImpactSection;
import io.headwater.bench.lineage.RestoreSection;
import io.headwater.bench.triage.OutcomeCostSection;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The sections that need no server, in a size that shows that they measure; what they measure is for the real runs. */
class SectionsTest {
    @BeforeAll
    static void beside_other_runs() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static List<Figure> tiny(Section section) throws Exception {
        return section.measure(Effort.TINY, new Progress(new PrintStream(PrintStream.nullOutputStream())));
    }

    @Test
    void the_engine_groups_storms_and_so_do_plain_rules() throws Exception {
        List<Figure> figures = tiny(new GroupingSection());

        assertThat(figures)
                .filteredOn(figure -> figure.target().isPresent())
                .filteredOn(figure -> figure.name().startsWith("plain"))
                .hasSize(3)
                .allSatisfy(figure -> assertThat(figure.value()).isBetween(0.7, 1.0));
        assertThat(figures).extracting(Figure::name).contains("full: visible causes without an incident");
    }

    @Test
    void impact_is_measured_against_a_plain_walk() throws Exception {
        assertThat(tiny(new ImpactSection()))
                .singleElement()
                .satisfies(figure -> assertThat(figure.ratio().getAsDouble()).isPositive());
    }

    @Test
    void the_heap_of_a_graph_is_weighed() throws Exception {
        assertThat(tiny(new GraphHeapSection())).singleElement().satisfies(figure -> {
            assertThat(figure.value()).isPositive();
            assertThat(figure.baseline()).isPresent();
        });
    }

    @Test
    void every_row_comes_back_after_a_restart() throws Exception {
        assertThat(tiny(new RestoreSection())).hasSize(2).allSatisfy(figure -> assertThat(figure.value())
                .isPositive());
    }

    @Test
    void an_outcome_is_priced_with_few_and_with_many_incidents_open() throws Exception {
        assertThat(tiny(new OutcomeCostSection()))
                .hasSize(2)
                .allSatisfy(figure -> assertThat(figure.ratio().getAsDouble()).isPositive());
    }

    @Test
    void a_section_that_does_not_exist_is_told_with_those_that_do() {
        StringWriter err = new StringWriter();
        CommandLine line = BenchMain.line().setErr(new PrintWriter(err));

        assertThat(line.execute("core", "--only", "heat")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "no section 'heat' in this suite; there are grouping, impact, heap, restore, cost, broker, rebuild");
    }
}
