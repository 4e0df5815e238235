package io.headwater.notifier.intake;

import io.headwater.identity.ContentId;
import io.headwater.notifier.ledger.PressRow;
import io.headwater.notifier.message.Sentences;
import io.headwater.schema.Decision;
import io.headwater.schema.DecisionKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who pressed a button in vain is told why, alone. */
@ApplicationScoped
class DecisionWriter {
    private static final String INSERT =
            """
            insert into intent (id, incident, kind, version, channel, sentence, receiver, state, reason,
                                created_at, changed_at, next_try_at, attempts)
            values (:id, :incident, 'ANSWER', 0, :channel, :sentence, :receiver, 'INTENDED', '',
                    :now, :now, :now, 0)
            on conflict (id) do nothing""";

    private final Clock clock;

    @Inject
    DecisionWriter(Clock clock) {
        this.clock = clock;
    }

    Uni<Void> write(Mutiny.Session session, List<Inbound> records) {
        Map<String, Decision> rejected = new HashMap<>();
        for (Inbound record : records) {
            if (record.value() instanceof Decision decision && decision.getKind() == DecisionKind.REJECTED) {
                rejected.put(decision.getSubject(), decision);
            }
        }
        if (rejected.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        // An erased person's press has no user any more, and nobody to answer.
        return session.createSelectionQuery(
                        "from PressRow p where p.commandId in :ids and p.slackUser <> ''", PressRow.class)
                .setParameter("ids", rejected.keySet())
                .getResultList()
                .chain(presses -> {
                    Uni<Void> done = Uni.createFrom().voidItem();
                    for (PressRow press : presses) {
                        Decision decision = rejected.get(press.commandId);
                        done = done.chain(() -> answer(session, press, decision, now));
                    }
                    return done;
                });
    }

    private static Uni<Void> answer(Mutiny.Session session, PressRow press, Decision decision, Instant now) {
        return session.createNativeQuery(INSERT)
                .setParameter("id", ContentId.of("ntf", press.incident, "answer", press.commandId))
                .setParameter("incident", press.incident)
                .setParameter("channel", press.channel)
                .setParameter("sentence", Sentences.rejected(decision.getReason()))
                .setParameter("receiver", press.slackUser)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }
}
