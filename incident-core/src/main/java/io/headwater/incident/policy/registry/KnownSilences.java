package io.headwater.incident.policy.registry;

import io.headwater.incident.policy.SilencePolicy;
import io.headwater.incident.silence.Silence;
import io.headwater.incident.topology.mapping.PolicyMapping;
import io.headwater.schema.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The silences and maintenance windows of a workspace, for those who show them. */
@ApplicationScoped
public class KnownSilences {
    private final PolicyLog log;

    @Inject
    KnownSilences(PolicyLog log) {
        this.log = log;
    }

    /**
     * A silence as its newest document describes it.
     *
     * @param endedAt when somebody ended its policy; empty: only its own times end it
     */
    public record Known(Silence silence, Optional<Instant> endedAt) {}

    /** All there ever were, by kind and name. Waits for the policies to be read, where the service has just started. */
    public List<Known> of(String workspace) {
        return Stream.of(Silence.Kind.values())
                .flatMap(kind -> log.book().ofKind(workspace, kind.policy()).stream())
                .flatMap(versions -> read(versions).stream())
                .toList();
    }

    /** One, by its name among its kind. */
    public Optional<Known> find(String workspace, String kind, String name) {
        List<Policy> versions =
                SilencePolicy.isKind(kind) ? log.book().versions(workspace, kind, name) : List.<Policy>of();
        return read(versions);
    }

    /** What an ended policy says is in the version before its end. One that says no silence hides nothing, here too. */
    private static Optional<Known> read(List<Policy> versions) {
        Optional<Instant> endedAt =
                versions.stream().findFirst().filter(Policy::getRemoved).map(Policy::getAppliedAt);
        return versions.stream()
                .filter(version -> !version.getRemoved())
                .findFirst()
                .flatMap(KnownSilences::silence)
                .map(silence -> new Known(silence, endedAt));
    }

    private static Optional<Silence> silence(Policy policy) {
        try {
            return Optional.of(SilencePolicy.read(PolicyMapping.toCore(policy)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
