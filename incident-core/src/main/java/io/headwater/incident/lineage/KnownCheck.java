package io.headwater.incident.lineage;

import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import java.util.List;

/** A check that the lineage knows to watch an asset; {@code columns} is empty where it watches the whole of it. */
public record KnownCheck(CheckId id, String name, CheckKind kind, List<String> columns) {
    public KnownCheck {
        columns = List.copyOf(columns);
    }
}
