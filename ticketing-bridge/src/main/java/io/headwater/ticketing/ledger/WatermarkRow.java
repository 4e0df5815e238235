package io.headwater.ticketing.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The next record to read of a partition, keyed `topic-partition`. */
@Entity
@Table(name = "watermark")
class WatermarkRow {
    @Id
    String place;

    long nextOffset;
}
