package io.headwater.ingest.montecarlo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.identity.AssetUrn;
import io.headwater.ingest.outcome.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as Monte Carlo names it: `database:schema.table`, put together from `group_id` (`database:schema`) and
 * `table_name`, or given whole, or inside an MCON.
 */
record McTable(Optional<String> fullId, Optional<String> mcon) {
    private static final Pattern FULL = Pattern.compile("([^:]+):([^.]+)\\.(.+)");
    private static final Pattern GROUP = Pattern.compile("[^:]+:[^:.]+");
    private static final String MCON_TABLE = "++table++";

    static McTable of(Optional<String> group, Optional<String> table, Optional<String> full, Optional<String> mcon) {
        Optional<String> id = full.filter(f -> FULL.matcher(f).matches())
                .or(() -> table.filter(t -> FULL.matcher(t).matches()))
                .or(() -> group.filter(g -> GROUP.matcher(g).matches()).flatMap(g -> table.map(t -> g + "." + t)))
                .or(() -> mcon.filter(m -> m.contains(MCON_TABLE))
                        .map(m -> m.substring(m.indexOf(MCON_TABLE) + MCON_TABLE.length())))
                .or(() -> table.map(t -> group.map(g -> g + "." + t).orElse(t)));
        return new McTable(id, mcon);
    }

    static McTable in(JsonNode json, Optional<String> group) {
        return of(
                group, Fields.text(json, "table_name"), Fields.text(json, "full_table_id"), Fields.text(json, "mcon"));
    }

    boolean isKnown() {
        return fullId.isPresent() || mcon.isPresent();
    }

    /** What stands for it in a check's id. */
    String id() {
        return fullId.or(() -> mcon).orElse("");
    }

    /** By URN where database, schema and table are known; by Monte Carlo's names always. */
    Subject subject(List<String> columns) {
        List<String> names = new ArrayList<>();
        fullId.ifPresent(id -> names.add("mc-table:" + id));
        mcon.ifPresent(m -> names.add("mc-mcon:" + m));
        Optional<String> urn = fullId.map(FULL::matcher)
                .filter(Matcher::matches)
                .map(m -> AssetUrn.table(m.group(1), m.group(2), m.group(3)));
        return new Subject(urn, names, List.of(), columns);
    }
}
