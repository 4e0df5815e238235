package io.headwater.ingest.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the schemas' ids are known; from then on the registry may come and go. */
@Readiness
@ApplicationScoped
public class SchemasReady implements HealthCheck {
    @Inject
    HeadwaterLog log;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schemas known").status(log.isWarm()).build();
    }
}
