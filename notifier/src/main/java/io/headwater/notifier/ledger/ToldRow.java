package io.headwater.notifier.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What the ledger knows of an incident, keyed `workspace|incident`. */
@Entity
@Table(name = "told")
public class ToldRow {
    @Id
    public String id;

    public long version;
    /** Where the incident is told; null until it is announced. */
    public String channel;
    /** {@link io.headwater.notifier.telling.Told} as JSON. */
    public String document;
}
