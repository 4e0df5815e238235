package io.headwater.notifier.intake;

import io.headwater.notifier.ledger.PersonRow;
import io.headwater.notifier.ledger.PolicyRow;
import io.headwater.notifier.policies.PolicyReader;
import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.topics.Topics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the newest version of each policy that concerns the notifier, and the name behind each hash. */
@ApplicationScoped
class KnowledgeWriter {
    /** Where Slack's id of a person stands beside their row. */
    private static final List<String> OF_SLACK = List.of(
            "update press set slack_user = '' where slack_user = :slackId and commanded"
                    + " and starts_with(incident, :workspace)",
            "update intent set receiver = null where receiver = :slackId and state not in ('INTENDED', 'SENT')"
                    + " and starts_with(incident, :workspace)");

    Uni<Void> write(Mutiny.Session session, List<Inbound> records) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Inbound record : records) {
            if (record.value() instanceof Policy policy && PolicyReader.KINDS.contains(policy.getKind())) {
                done = done.chain(() -> write(session, policy));
            } else if (record.topic().equals(Topics.PEOPLE.name())) {
                done = done.chain(() -> person(session, record));
            }
        }
        return done.chain(session::flush);
    }

    private static Uni<Void> write(Mutiny.Session session, Policy policy) {
        String id = policy.getWorkspace() + "|" + policy.getKind() + "/" + policy.getName();
        return session.find(PolicyRow.class, id).chain(found -> {
            PolicyRow row = found == null ? new PolicyRow() : found;
            if (found != null && found.version >= policy.getVersion()) {
                return Uni.createFrom().voidItem();
            }
            row.id = id;
            row.workspace = policy.getWorkspace();
            row.kind = policy.getKind();
            row.name = policy.getName();
            row.version = policy.getVersion();
            row.document = policy.getDocument();
            row.removed = policy.getRemoved();
            return found == null ? session.persist(row) : Uni.createFrom().voidItem();
        });
    }

    private static Uni<Void> person(Mutiny.Session session, Inbound record) {
        return session.find(PersonRow.class, record.key()).chain(found -> {
            if (!(record.value() instanceof Person person)) {
                return found == null ? Uni.createFrom().voidItem() : forget(session, found);
            }
            PersonRow row = found == null ? new PersonRow() : found;
            row.id = record.key();
            row.name = person.getName();
            if (!Objects.equals(row.email, person.getEmail())) {
                row.email = person.getEmail();
                row.slackLookedUp = null;
            }
            row.slackId = person.getSlackId() == null ? row.slackId : person.getSlackId();
            row.jiraId = person.getJiraId();
            return found == null ? session.persist(row) : Uni.createFrom().voidItem();
        });
    }

    /**
     * A tombstone is the erasure: nothing of the person stays here, their presses and the answers to them included. What
     * is still on its way to Slack goes there first.
     */
    private static Uni<Void> forget(Mutiny.Session session, PersonRow person) {
        Uni<Void> gone = session.remove(person);
        if (person.slackId == null) {
            return gone;
        }
        String workspace = person.id.substring(0, person.id.indexOf('|') + 1);
        for (String statement : OF_SLACK) {
            gone = gone.chain(() -> session.createNativeQuery(statement)
                            .setParameter("slackId", person.slackId)
                            .setParameter("workspace", workspace)
                            .executeUpdate())
                    .replaceWithVoid();
        }
        return gone;
    }
}
