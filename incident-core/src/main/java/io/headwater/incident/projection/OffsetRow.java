package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The next record to read of a partition, keyed `topic-partition`. */
@Entity
@Table(name = "projection_offset")
class OffsetRow {
    @Id
    String key;

    long nextOffset;
}
