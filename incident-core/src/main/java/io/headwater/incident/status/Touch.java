package io.headwater.incident.status;

import java.util.List;

/** How one open incident touches an asset; {@code failingChecks}: the asset's own checks that are bad in it. */
public record Touch(Health health, List<String> failingChecks) {
    public Touch {
        failingChecks = List.copyOf(failingChecks);
    }
}
