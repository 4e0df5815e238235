package io.headwater.bench;

import io.headwater.bench.broker.BrokerSection;
import io.headwater.bench.broker.RebuildSection;
import io.headwater.bench.grouping.GroupingSection;
import io.headwater.bench.lineage.GraphHeapSection;
import io.headwater.bench.lineage.ImpactSection;
import io.headwater.bench.lineage.RestoreSection;
import io.headwater.bench.triage.OutcomeCostSection;
import java.util.List;

/**
 * Sections that run together: {@code headwater bench NAME}. A new section is a class of its own beside these, and a line
 * here.
 */
enum Suite {
    CORE(
            new GroupingSection(),
            new ImpactSection(),
            new GraphHeapSection(),
            new RestoreSection(),
            new OutcomeCostSection(),
            new BrokerSection(),
            new RebuildSection());

    private final List<Section> sections;

    Suite(Section... sections) {
        this.sections = List.of(sections);
    }

    List<Section> sections() {
        return sections;
    }
}
