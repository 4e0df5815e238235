package io.headwater.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Reads `run_results.json` of any dbt version, a result at a time. */
public final class RunResultsReader {
    private RunResultsReader() {}

    /**
     * Tells the visitor what the document holds. A bad element is rejected and the reading goes on.
     *
     * @throws UnreadableArtifact where the document is not JSON in UTF-8, cut short, or no run results; the visitor may
     *     have been told a part by then
     * @throws IOException where the stream itself fails
     */
    public static void read(InputStream in, ArtifactVisitor<RunResult> visitor) throws IOException, UnreadableArtifact {
        ResultsStream.read(in, "run-results", RunResultsReader::result, visitor);
    }

    private static RunResult result(int index, JsonNode json) throws UnreadableArtifact {
        String uniqueId = ResultsStream.uniqueId(index, json);
        String status = ResultsStream.required(index, json, "status");
        return new RunResult(
                uniqueId,
                status.strip().toLowerCase(Locale.ROOT),
                Lenient.text(json, "message"),
                Lenient.whole(json, "failures"),
                Lenient.number(json, "execution_time"),
                earliest(json.path("timing")),
                latest(json.path("timing")),
                Lenient.flat(json.path("adapter_response")),
                Lenient.text(json, "relation_name"));
    }

    static Optional<Instant> earliest(JsonNode timing) {
        return times(timing, "started_at").min(Instant::compareTo);
    }

    static Optional<Instant> latest(JsonNode timing) {
        return times(timing, "completed_at").max(Instant::compareTo);
    }

    private static java.util.stream.Stream<Instant> times(JsonNode timing, String field) {
        java.util.stream.Stream.Builder<Instant> times = java.util.stream.Stream.builder();
        timing.forEach(step -> Lenient.time(step, field).ifPresent(times::add));
        return times.build();
    }
}
