package io.headwater.simulator.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.simulator.Cause;
import io.headwater.simulator.Delivery;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Storm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was behind a storm: its causes with the checks that failed for each, and what failed for none. */
public final class Truth {
    private final Storm storm;
    private final SourceNames names;
    private final List<Evaluation> failures = new ArrayList<>();

    Truth(Storm storm, SourceNames names) {
        this.storm = storm;
        this.names = names;
    }

    void note(Delivery delivery) {
        delivery.evaluations().stream().filter(Evaluation::first).forEach(failures::add);
    }

    /** The first bad outcome of each episode of each check. */
    public List<Evaluation> firstFailures() {
        return List.copyOf(failures);
    }

    /** truth.json. */
    void write(JsonGenerator out, StormClock clock) throws IOException {
        out.writeStartObject();
        out.writeNumberField("seed", storm.seed());
        out.writeNumberField("assets", storm.warehouse().size());
        out.writeStringField("start", clock.start().toString());
        out.writeNumberField("speed", clock.speed());
        out.writeArrayFieldStart("causes");
        for (int number = 0; number < storm.causes().size(); number++) {
            Cause cause = storm.causes().get(number);
            int its = number;
            out.writeStartObject();
            out.writeNumberField("number", number);
            out.writeStringField("kind", cause.kind().name());
            out.writeStringField("asset", storm.warehouse().urn(cause.asset()));
            out.writeStringField("at", clock.at(cause.minute()).toString());
            out.writeStringField("repairedAt", clock.at(cause.repaired()).toString());
            write(out, "explains", clock, one -> one.causes().contains(its));
            out.writeEndObject();
        }
        out.writeEndArray();
        write(out, "noise", clock, one -> one.causes().isEmpty());
        out.writeEndObject();
    }

    private void write(JsonGenerator out, String field, StormClock clock, Predicate<Evaluation> which)
            throws IOException {
        out.writeArrayFieldStart(field);
        for (Evaluation one : failures) {
            if (which.test(one)) {
                out.writeTree(line(one, clock));
            }
        }
        out.writeEndArray();
    }

    private ObjectNode line(Evaluation one, StormClock clock) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("source", one.watch().source()).put("check", names.check(one.watch()));
        line.put("asset", storm.warehouse().urn(one.watch().asset()));
        line.put("run", names.run(one)).put("at", clock.at(one.at()).toString());
        if (one.causes().size() > 1) {
            one.causes().stream().sorted().forEach(line.withArray("causes")::add);
        }
        return line;
    }
}
