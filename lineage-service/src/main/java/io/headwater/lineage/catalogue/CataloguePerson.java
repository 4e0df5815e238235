package io.headwater.lineage.catalogue;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** The name behind a hash. */
@Entity
@Table(name = "catalogue_person")
@IdClass(CataloguePerson.Key.class)
public class CataloguePerson extends PanacheEntityBase {
    @Id
    public String workspace;

    @Id
    public String person;

    public String name;
    public String email;

    @Column(name = "slack_id")
    public String slackId;

    @Column(name = "jira_id")
    public String jiraId;

    @Column(name = "search_text")
    public String searchText;

    /** Primary key. */
    public record Key(String workspace, String person) implements Serializable {}
}
