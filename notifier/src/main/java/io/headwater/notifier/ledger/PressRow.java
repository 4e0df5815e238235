package io.headwater.notifier.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A press of a button; its id is that of the command it becomes. */
@Entity
@Table(name = "press")
public class PressRow {
    @Id
    public String commandId;

    public String incident;
    /** ack or resolve. */
    public String action;

    public String slackUser;
    public String channel;
    /** Thread in which the answer goes. */
    public String threadTs;

    public Instant pressedAt;
    /** Whether the command is on Kafka. */
    public boolean commanded;
}
