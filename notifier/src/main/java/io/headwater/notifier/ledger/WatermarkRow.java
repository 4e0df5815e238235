package io.headwater.notifier.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The next record to read of a partition, keyed `topic-partition`. */
@Entity
@Table(name = "watermark")
public class WatermarkRow {
    @Id
    public String place;

    public long nextOffset;
}
