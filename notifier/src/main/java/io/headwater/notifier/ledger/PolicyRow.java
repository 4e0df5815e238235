package io.headwater.notifier.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The newest version of a policy, keyed `workspace|kind/name`. */
@Entity
@Table(name = "policy")
public class PolicyRow {
    @Id
    public String id;

    public String workspace;
    public String kind;
    public String name;
    public long version;
    public String document;
    public boolean removed;
}
