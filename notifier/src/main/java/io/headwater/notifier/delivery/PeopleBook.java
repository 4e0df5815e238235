package io.headwater.notifier.delivery;

import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.PersonRow;
import io.headwater.notifier.message.Names;
import io.headwater.notifier.slack.Answer;
import io.headwater.notifier.slack.SlackCalls;
import io.headwater.notifier.slack.SlackUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** What people are called, in Slack too. */
@ApplicationScoped
public class PeopleBook {
    private static final Logger LOG = Logger.getLogger(PeopleBook.class);
    /** After that long Slack is asked again about who was not there. */
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final Database database;
    private final SlackCalls slack;
    private final Clock clock;

    @Inject
    public PeopleBook(Database database, SlackCalls slack, Clock clock) {
        this.database = database;
        this.slack = slack;
        this.clock = clock;
    }

    /** As the tables know them; Slack is not asked. */
    public Names names(String workspace, Set<String> people) {
        return names(workspace, rows(workspace, people));
    }

    /** With Slack's ids, for which Slack is asked where need be; an answer that tells neither way is passed on. */
    Answer<Names> lookUp(String workspace, Set<String> people) {
        List<PersonRow> rows = rows(workspace, people);
        Instant now = clock.instant();
        for (PersonRow row : rows) {
            boolean fresh = row.slackLookedUp != null
                    && row.slackLookedUp.plus(FORGETTING).isAfter(now);
            if (row.slackId != null || row.email == null || fresh) {
                continue;
            }
            Answer<Optional<SlackUser>> answer = slack.memberWithEmail(row.email);
            if (answer instanceof Answer.Refused<Optional<SlackUser>> refused) {
                LOG.warnf("Slack does not say who somebody is: %s", refused.error());
            } else if (!(answer instanceof Answer.Done<Optional<SlackUser>>)) {
                return answer.then(never -> new Answer.Lost<>("unreachable"));
            }
            row.slackId = answer instanceof Answer.Done<Optional<SlackUser>> done
                    ? done.value().map(SlackUser::id).orElse(null)
                    : null;
            remember(row, now);
        }
        return new Answer.Done<>(names(workspace, rows));
    }

    private void remember(PersonRow row, Instant now) {
        database.inTransaction(session -> session.createMutationQuery(
                        "update PersonRow p set p.slackId = :slackId, p.slackLookedUp = :now where p.id = :id")
                .setParameter("slackId", row.slackId)
                .setParameter("now", now)
                .setParameter("id", row.id)
                .executeUpdate());
    }

    private List<PersonRow> rows(String workspace, Set<String> people) {
        if (people.isEmpty()) {
            return List.of();
        }
        List<String> ids =
                people.stream().map(person -> workspace + "|" + person).toList();
        return database.inTransaction(
                session -> session.createSelectionQuery("from PersonRow p where p.id in :ids", PersonRow.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    private static Names names(String workspace, List<PersonRow> rows) {
        Map<String, Names.Known> known = new HashMap<>();
        for (PersonRow row : rows) {
            String person = row.id.substring(workspace.length() + 1);
            String name = row.name != null ? row.name : row.email != null ? localPart(row.email) : null;
            if (name != null || row.slackId != null) {
                known.put(person, new Names.Known(name == null ? "someone" : name, Optional.ofNullable(row.slackId)));
            }
        }
        return new Names(known);
    }

    private static String localPart(String email) {
        int at = email.indexOf('@');
        return at < 1 ? email : email.substring(0, at);
    }
}
