package io.headwater.notifier.ledger;

import io.headwater.notifier.telling.Kind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A notification. */
@Entity
@Table(name = "intent")
public class IntentRow {
    /** Derived from incident, kind and occurrence: the same in every replay. */
    @Id
    public String id;

    /** Order of telling. */
    public long place;

    /** `workspace|incident`. */
    public String incident;

    @Enumerated(EnumType.STRING)
    public Kind kind;

    public long version;
    public String channel;
    public String sentence;
    /** Slack's id of the one person who sees an answer; null otherwise. */
    public String receiver;

    @Enumerated(EnumType.STRING)
    public State state;

    /** The state that the notifications topic last heard of; null: none. */
    @Enumerated(EnumType.STRING)
    public State published;

    public String reason = "";
    public Instant createdAt;
    public Instant changedAt;
    public Instant firstTryAt;
    public Instant nextTryAt;
    public int attempts;
    public String leasedBy;
    public Instant leasedUntil;
    /** `channel/ts` at Slack. */
    public String remoteId;

    public String url;

    /** Workspace of the incident. */
    public String workspace() {
        return incident.substring(0, incident.indexOf('|'));
    }

    /** The incident's own id. */
    public String incidentId() {
        return incident.substring(incident.indexOf('|') + 1);
    }
}
