package io.headwater.simulator.dbt;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** run_results.json (v6) and sources.json (v3). */
public final class RunResults {
    private RunResults() {}

    /**
     * How one node of a run ended.
     *
     * @param status dbt's word
     * @param failures rows that a test found
     * @param thread 1 for the first
     */
    public record Result(
            String uniqueId,
            String status,
            Optional<String> message,
            OptionalInt failures,
            Instant started,
            Instant done,
            int thread,
            Optional<String> relationName) {

        private ObjectNode json() {
            boolean ran = !status.equals("skipped");
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("status", status);
            ArrayNode timing = node.putArray("timing");
            if (ran) {
                Instant compiled = started.plus(Duration.between(started, done).dividedBy(10));
                timing.add(step("compile", started, compiled)).add(step("execute", compiled, done));
            }
            node.put("thread_id", "Thread-" + thread);
            node.put("execution_time", ran ? Duration.between(started, done).toNanos() / 1e9 : 0.0);
            node.putObject("adapter_response");
            node.put("message", message.orElse(null));
            node.put("failures", failures.isPresent() ? failures.getAsInt() : null);
            node.put("unique_id", uniqueId);
            node.put("compiled", ran).putNull("compiled_code");
            node.put("relation_name", relationName.orElse(null));
            return node;
        }
    }

    /**
     * How fresh one source was found.
     *
     * @param status dbt's word
     * @param loaded when its newest row came
     * @param errorAfter its rule
     */
    public record Freshness(String uniqueId, String status, Instant loaded, Instant at, ObjectNode errorAfter) {
        private ObjectNode json() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("unique_id", uniqueId);
            node.put("max_loaded_at", loaded.toString()).put("snapshotted_at", at.toString());
            node.put("max_loaded_at_time_ago_in_s", Duration.between(loaded, at).toMillis() / 1000.0);
            node.put("status", status);
            node.putObject("criteria").set("error_after", errorAfter);
            node.putObject("adapter_response");
            node.putArray("timing").add(step("execute", at, at));
            node.put("thread_id", "Thread-1").put("execution_time", 0.1);
            return node;
        }
    }

    /**
     * run_results.json.
     *
     * @param which dbt's command: run, test or build
     * @param select what it was given to choose by; empty: everything
     */
    public static void write(
            JsonGenerator out, Invocation invocation, Stream<Result> results, String which, List<String> select)
            throws IOException {
        ObjectNode args = JsonNodeFactory.instance.objectNode();
        args.put("which", which);
        ArrayNode chosen = args.putArray("select");
        select.forEach(chosen::add);
        document(out, "run-results/v6", invocation, results.map(Result::json), Optional.of(args));
    }

    /** sources.json, which `dbt source freshness` leaves behind. */
    public static void writeFreshness(JsonGenerator out, Invocation invocation, Stream<Freshness> results)
            throws IOException {
        document(out, "sources/v3", invocation, results.map(Freshness::json), Optional.empty());
    }

    private static void document(
            JsonGenerator out,
            String schema,
            Invocation invocation,
            Stream<ObjectNode> results,
            Optional<ObjectNode> args)
            throws IOException {
        out.writeStartObject();
        out.writeObjectField("metadata", invocation.metadata(schema));
        out.writeArrayFieldStart("results");
        for (Iterator<ObjectNode> each = results.iterator(); each.hasNext(); ) {
            out.writeTree(each.next());
        }
        out.writeEndArray();
        out.writeNumberField("elapsed_time", invocation.seconds());
        if (args.isPresent()) {
            out.writeObjectField("args", args.get());
        }
        out.writeEndObject();
    }

    private static ObjectNode step(String name, Instant from, Instant to) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("started_at", from.toString())
                .put("completed_at", to.toString());
    }
}
