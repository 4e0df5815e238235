package io.headwater.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.home.HeadwaterHome;
import io.headwater.cli.home.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "/api/ingest/acme/dbt, alert-ingest",
        "/api/lineage/acme/assets, lineage-service",
        "/api/v1/lineage, lineage-service",
        "/api/on-call/acme/now, notifier",
        "/slack/interactions, notifier",
        "/sandbox/slack/messages, sandbox",
        "/api/incidents/acme, incident-core",
        "/api/policies/acme/ticket/default, incident-core",
        "/api/people/acme/erase, incident-core",
        "/api/status/acme/assets/x, incident-core",
        "/incidents/acme/inc-1, incident-core",
        "/q/health, incident-core",
        "/, incident-core"
    })
    void each_interface_of_the_house_has_its_service(String path, String service) {
        Ports ports = Ports.of(new HeadwaterHome(home));
        int port = Routes.of(ports).portByPrefix().entrySet().stream()
                .filter(route -> path.equals(route.getKey())
                        || path.startsWith(route.getKey().endsWith("/") ? route.getKey() : route.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        assertThat(port).isEqualTo(ports.of(service));
    }
}
