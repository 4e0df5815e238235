package io.headwater.notifier.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Something to be said at a time, keyed `workspace|incident|kind`. */
@Entity
@Table(name = "timer")
public class TimerRow {
    @Id
    public String id;

    public String incident;
    public String kind;
    public long version;
    public Instant since;
    public Instant dueAt;
}
