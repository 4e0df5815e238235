package io.headwater.incident.projection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says why the projection does not move, where it does not. */
@Default
@Readiness
@ApplicationScoped
class ProjectionHealth implements HealthCheck {
    private static final String MOVES = "";

    private volatile String stopped = MOVES;
    private volatile String waiting = MOVES;

    void stopped(String reason) {
        stopped = reason;
    }

    void waiting(String reason) {
        waiting = reason;
    }

    void writing() {
        waiting = MOVES;
    }

    @Override
    public HealthCheckResponse call() {
        String reason = stopped.isEmpty() ? waiting : stopped;
        var response = HealthCheckResponse.named("projection");
        return reason.isEmpty()
                ? response.up().build()
                : response.down().withData("reason", reason).build();
    }
}
