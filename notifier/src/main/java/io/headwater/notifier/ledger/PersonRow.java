package io.headwater.notifier.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The name behind a hash, keyed `workspace|hash`. */
@Entity
@Table(name = "person")
public class PersonRow {
    @Id
    public String id;

    public String name;
    public String email;
    public String slackId;
    public String jiraId;
    /** When Slack was last asked who they are; null: never. */
    public Instant slackLookedUp;
}
