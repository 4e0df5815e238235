package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What was told to whom about an incident; keyed `workspace|notification id`. */
@Entity
@Table(name = "notification")
class NotificationRow {
    @Id
    String key;

    String incidentKey;
    String channel;
    String target;
    String kind;
    String state;
    String reason;
    Instant firstAt;
    Instant at;
    String url;
}
