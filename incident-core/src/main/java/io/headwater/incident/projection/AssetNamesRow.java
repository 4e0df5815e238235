package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What else an asset is called; keyed `workspace|urn`. */
@Entity
@Table(name = "asset_names")
class AssetNamesRow {
    @Id
    String key;

    String workspace;
    String urn;
    /** {@link Lines} of `kind:value`. */
    String aliases;
}
