package io.headwater.ingest.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets by name, as configured: `name=secret,name=secret`. */
final class WorkspaceSecrets {
    private final Map<String, String> secrets;

    private WorkspaceSecrets(Map<String, String> secrets) {
        this.secrets = secrets;
    }

    /** @throws IllegalArgumentException that says which entry is wrong (never the secret) */
    static WorkspaceSecrets parse(String property, String configured) {
        Map<String, String> secrets = new HashMap<>();
        int entry = 0;
        for (String part : configured.split(",")) {
            entry++;
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 1 || part.substring(equals + 1).isBlank()) {
                throw new IllegalArgumentException(property + ", entry " + entry + ": expected name=secret");
            }
            secrets.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
        }
        return new WorkspaceSecrets(secrets);
    }

    Optional<String> of(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /** Whether that is the name's secret; takes the same time wherever they differ. */
    boolean matches(String name, String given) {
        return of(name).filter(secret -> MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
