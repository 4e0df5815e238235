package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Whether an asset can be trusted now; keyed `workspace|urn`. */
@Entity
@Table(name = "asset_status")
class AssetStatusRow {
    @Id
    String key;

    String status;
    Instant since;
    String incident;
    String priority;
    /** {@link Lines} of `source/check`. */
    String failingChecks;

    Instant at;
}
