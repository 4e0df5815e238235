package io.headwater.ticketing.ledger;

import io.headwater.ticketing.jira.JiraSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says why intents cannot be written, where they cannot; a Jira that is away or not configured is no illness. */
@Default
@Readiness
@ApplicationScoped
public class LedgerHealth implements HealthCheck {
    private final JiraSettings jira;
    private volatile String waiting = "";

    @Inject
    LedgerHealth(JiraSettings jira) {
        this.jira = jira;
    }

    void waiting(String reason) {
        waiting = reason;
    }

    void working() {
        waiting = "";
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("ticket-ledger")
                .withData("jira", jira.missing().orElse("configured"));
        return waiting.isEmpty()
                ? response.up().build()
                : response.down().withData("reason", waiting).build();
    }
}
