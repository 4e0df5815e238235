package io.headwater.dbt;

import java.util.Optional;

/** Who answers for a node, as dbt's project files name them; at least one is given. Plain text: hash before it leaves. */
public record NodeOwner(Optional<String> name, Optional<String> email) {}
