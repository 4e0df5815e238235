package io.headwater.notifier.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Where the message of an incident stands in Slack, keyed `workspace|incident`. */
@Entity
@Table(name = "thread")
public class ThreadRow {
    @Id
    public String id;

    public String channel;
    public String ts;
    public String url;
    /** Of the message as Slack shows it. */
    public String digest;

    public String detailsTs;
    public String detailsDigest;
}
