package io.headwater.cli.storm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.cli.FakeInstallation;
import io.headwater.cli.client.HeadwaterClient;
import io.headwater.simulator.Evaluation;
import io.headwater.simulator.Mix;
import io.headwater.simulator.Night;
import io.headwater.simulator.Storm;
import io.headwater.simulator.delivery.SourceNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StormVerdictTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Storm storm = Storm.of(3, Mix.FULL.ofSize(120).exactly(3, 0));
    private final SourceNames names = new SourceNames(storm.warehouse(), "a test");
    private final List<Evaluation> failures = Night.play(storm).stream()
            .filter(Evaluation::first)
            .filter(one -> one.causes().size() == 1)
            .toList();
    private final StringWriter out = new StringWriter();
    private FakeInstallation installation;

    @BeforeEach
    void live() throws IOException {
        installation = new FakeInstallation();
    }

    @AfterEach
    void leave() {
        installation.close();
    }

    @Test
    void an_incident_for_each_cause_scores_one() {
        assertThat(failures.stream().map(Evaluation::causes).distinct()).hasSizeGreaterThan(1);
        reports(one -> "inc-" + one.causes().iterator().next());
        long visible = failures.stream().map(Evaluation::causes).distinct().count();
        assertThat(good()).isTrue();
        assertThat(out.toString())
                .contains("F1 1.000, root cause right %d of %d, 1.00 incidents per cause".formatted(visible, visible));
    }

    @Test
    void all_in_one_incident_scores_less() {
        reports(one -> "inc-0");
        assertThat(good()).isTrue();
        assertThat(out.toString()).contains("root cause right ").doesNotContain("F1 1.000");
    }

    @Test
    void a_cause_without_incident_is_not_good() {
        installation.replies("GET /api/incidents/acme?status=all&limit=200", 200, "{'items': []}");
        assertThat(good()).isFalse();
        assertThat(out.toString()).contains("in none");
    }

    private boolean good() {
        HeadwaterClient client = new HeadwaterClient("http://localhost:" + installation.port(), "token");
        StormVerdict verdict = new StormVerdict(client, "acme", storm, names, failures);
        verdict.read();
        return verdict.print(new PrintWriter(out, true));
    }

    /** As the interface would tell it; the root cause is that of the incident's number. Two pages of incidents. */
    private void reports(Function<Evaluation, String> incidentOf) {
        Map<String, ArrayNode> alerts = new TreeMap<>();
        for (Evaluation one : failures) {
            alerts.computeIfAbsent(incidentOf.apply(one), unused -> JSON.createArrayNode())
                    .addObject()
                    .put("source", one.watch().source())
                    .put("check", names.check(one.watch()))
                    .put("run", names.run(one));
        }
        String list = "GET /api/incidents/acme?status=all&limit=200";
        String page = list;
        for (String id : alerts.keySet()) {
            int cause = Integer.parseInt(id.substring(4));
            ObjectNode body = JSON.createObjectNode().put("next", "after " + id);
            ObjectNode incident = body.putArray("items").addObject().put("id", id);
            incident.putArray("rootCauses")
                    .add(storm.warehouse().urn(storm.causes().get(cause).asset()));
            installation.replies(page, 200, body.toString());
            page = list + "&cursor=after+" + id;
            installation.replies(
                    "GET /api/incidents/acme/" + id + "/alerts?limit=2000",
                    200,
                    JSON.createObjectNode().set("items", alerts.get(id)).toString());
        }
        installation.replies(page, 200, "{'items': [], 'next': null}");
    }
}
