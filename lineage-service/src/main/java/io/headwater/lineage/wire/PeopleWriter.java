package io.headwater.lineage.wire;

import io.headwater.lineage.people.KnownPerson;
import io.headwater.schema.Person;
import io.headwater.topics.Outbound;
import io.headwater.topics.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Writes to `headwater.people.v1` who is not known there yet, or not as well. What is known is looked up in the
 * catalogue's projection of that topic, which may lag: a person may be written twice, never lost. What other services
 * added (Slack, Jira ids) is kept.
 */
@ApplicationScoped
public class PeopleWriter {
    private final DataSource database;
    private final Outbound outbound;

    @Inject
    public PeopleWriter(DataSource database, Outbound outbound) {
        this.database = database;
        this.outbound = outbound;
    }

    /** Sends what is new; the caller waits for the batch. */
    public void introduce(String workspace, Collection<KnownPerson> people, Instant at, AckedProducer.Batch batch)
            throws SQLException {
        if (people.isEmpty()) {
            return;
        }
        Map<String, Person> before = known(workspace, people);
        for (KnownPerson met : people) {
            Person known = before.get(met.person());
            Person after = merged(workspace, known, met);
            if (!after.equals(known)) {
                batch.send(outbound.record(
                        Topics.PEOPLE, workspace, met.person(), "person-" + met.person() + "-" + at, at, after));
            }
        }
    }

    /** A name that is known stays: only what was missing is added. */
    private static Person merged(String workspace, Person known, KnownPerson met) {
        Person.Builder after = known == null
                ? Person.newBuilder().setWorkspace(workspace).setPerson(met.person())
                : Person.newBuilder(known);
        if (known == null || known.getName() == null) {
            after.setName(met.name().orElse(null));
        }
        if (known == null || known.getEmail() == null) {
            after.setEmail(met.email().orElse(null));
        }
        return after.build();
    }

    private Map<String, Person> known(String workspace, Collection<KnownPerson> people) throws SQLException {
        Map<String, Person> known = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select person, name, email, slack_id, jira_id from catalogue_person"
                                + " where workspace = ? and person = any(?)")) {
            select.setString(1, workspace);
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", people.stream().map(KnownPerson::person).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            rows.getString(1),
                            Person.newBuilder()
                                    .setWorkspace(workspace)
                                    .setPerson(rows.getString(1))
                                    .setName(rows.getString(2))
                                    .setEmail(rows.getString(3))
                                    .setSlackId(rows.getString(4))
                                    .setJiraId(rows.getString(5))
                                    .build());
                }
            }
        }
        return known;
    }
}
