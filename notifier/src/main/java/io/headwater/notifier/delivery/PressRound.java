package io.headwater.notifier.delivery;

import io.headwater.identity.PersonHash;
import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.PersonRow;
import io.headwater.notifier.ledger.PressRow;
import io.headwater.notifier.message.IncidentMessage;
import io.headwater.notifier.slack.Answer;
import io.headwater.notifier.slack.SlackCalls;
import io.headwater.notifier.slack.SlackUser;
import io.headwater.notifier.wire.Log;
import io.headwater.schema.Actor;
import io.headwater.schema.ActorKind;
import io.headwater.schema.Person;
import io.headwater.schema.command.Acknowledge;
import io.headwater.schema.command.CommandMeta;
import io.headwater.schema.command.Resolve;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jboss.logging.Logger;

/** Makes commands of the presses that were kept; a press that is made twice is the same command. */
@ApplicationScoped
class PressRound {
    private static final Logger LOG = Logger.getLogger(PressRound.class);

    private final Database database;
    private final SlackCalls slack;
    private final PersonHash hash;
    private final Log log;

    @Inject
    PressRound(Database database, SlackCalls slack, PersonHash hash, Log log) {
        this.database = database;
        this.slack = slack;
        this.hash = hash;
        this.log = log;
    }

    /** Whether all are commands now. */
    boolean go() {
        List<PressRow> presses = database.inTransaction(session -> session.createSelectionQuery(
                        "from PressRow p where not p.commanded order by p.pressedAt", PressRow.class)
                .setMaxResults(50)
                .getResultList());
        boolean all = true;
        for (PressRow press : presses) {
            all &= command(press);
        }
        return all;
    }

    private boolean command(PressRow press) {
        Answer<SlackUser> answer = slack.member(press.slackUser);
        if (answer instanceof Answer.TooMany<SlackUser> || answer instanceof Answer.Lost<SlackUser>) {
            LOG.warnf("who pressed %s is not known yet: %s", press.commandId, answer);
            return false;
        }
        RecordKey key = RecordKey.parse(press.incident);
        String person = answer instanceof Answer.Done<SlackUser> done
                ? introduce(key.workspace(), done.value(), press)
                : hash.of("slack:" + press.slackUser);
        CommandMeta meta = CommandMeta.newBuilder()
                .setWorkspace(key.workspace())
                .setCommandId(press.commandId)
                .setIncident(key.id())
                .setBy(Actor.newBuilder()
                        .setKind(ActorKind.PERSON)
                        .setPerson(person)
                        .setVia("slack")
                        .build())
                .setAt(press.pressedAt)
                .build();
        SpecificRecord command =
                press.action.equals(IncidentMessage.ACKNOWLEDGE) ? new Acknowledge(meta) : new Resolve(meta, "");
        log.write(Topics.COMMANDS, key.workspace(), key.id(), press.commandId, press.pressedAt, command);
        database.inTransaction(session -> session.createMutationQuery(
                        "update PressRow p set p.commanded = true where p.commandId = :id")
                .setParameter("id", press.commandId)
                .executeUpdate());
        return true;
    }

    /** The person's hash; what Slack knows of them goes to the people topic where it is new. */
    private String introduce(String workspace, SlackUser user, PressRow press) {
        String person = hash.of(user.email().orElse("slack:" + user.id()));
        PersonRow known =
                database.inTransaction(session -> session.find(PersonRow.class, RecordKey.of(workspace, person)));
        Person met = Person.newBuilder()
                .setWorkspace(workspace)
                .setPerson(person)
                .setName(known != null && known.name != null ? known.name : user.name())
                .setEmail(
                        known != null && known.email != null
                                ? known.email
                                : user.email().orElse(null))
                .setSlackId(user.id())
                .setJiraId(known == null ? null : known.jiraId)
                .build();
        boolean isNew = known == null
                || !Objects.equals(known.name, met.getName())
                || !Objects.equals(known.email, met.getEmail())
                || !Objects.equals(known.slackId, met.getSlackId());
        if (isNew) {
            log.write(Topics.PEOPLE, workspace, person, "person-" + press.commandId, press.pressedAt, met);
        }
        return person;
    }
}
