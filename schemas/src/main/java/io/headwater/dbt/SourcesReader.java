package io.headwater.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** Reads `sources.json` (source freshness) of any dbt version, a result at a time. */
public final class SourcesReader {
    private SourcesReader() {}

    /** As {@link RunResultsReader#read}. */
    public static void read(InputStream in, ArtifactVisitor<SourceFreshness> visitor)
            throws IOException, UnreadableArtifact {
        ResultsStream.read(in, "sources", SourcesReader::result, visitor);
    }

    private static SourceFreshness result(int index, JsonNode json) throws UnreadableArtifact {
        String uniqueId = ResultsStream.uniqueId(index, json);
        String status = ResultsStream.required(index, json, "status");
        JsonNode criteria = json.path("criteria");
        return new SourceFreshness(
                uniqueId,
                status.strip().toLowerCase(Locale.ROOT),
                Lenient.time(json, "max_loaded_at"),
                Lenient.time(json, "snapshotted_at"),
                Lenient.number(json, "max_loaded_at_time_ago_in_s"),
                after(criteria.path("warn_after")),
                after(criteria.path("error_after")),
                Lenient.text(json, "error"),
                Lenient.number(json, "execution_time"),
                RunResultsReader.latest(json.path("timing")));
    }

    private static Optional<String> after(JsonNode json) {
        Optional<Long> count = Lenient.whole(json, "count");
        return Lenient.text(json, "period")
                .flatMap(period -> count.map(n -> n + " " + period.toLowerCase(Locale.ROOT) + (n == 1 ? "" : "s")));
    }
}
