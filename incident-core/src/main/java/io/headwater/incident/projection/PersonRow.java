package io.headwater.incident.projection;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The name behind a hash; keyed `workspace|hash`. Erasing a person deletes the row. */
@Entity
@Table(name = "person")
class PersonRow {
    @Id
    String key;

    String name;
    String email;
    String slackId;
    String jiraId;
}
