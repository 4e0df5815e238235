package io.headwater.notifier.ledger;

import io.headwater.identity.ContentId;
import io.headwater.notifier.telling.Intent;
import io.headwater.notifier.telling.Kind;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/** How notifications enter the ledger: each once, whatever happens twice. */
public final class Intents {
    private static final String INSERT =
            """
            insert into intent (id, incident, kind, version, channel, sentence, state, reason,
                                created_at, changed_at, next_try_at, attempts)
            values (:id, :incident, :kind, :version, :channel, :sentence, :state, :reason, :now, :now, :now, 0)
            on conflict (id) do nothing""";

    private Intents() {}

    /**
     * What enters the ledger.
     *
     * @param incident `workspace|incident`
     * @param reason why it is not told; empty otherwise
     */
    public record Entry(String incident, String channel, Intent intent, State state, String reason) {
        public static Entry intended(String incident, String channel, Intent intent) {
            return new Entry(incident, channel, intent, State.INTENDED, "");
        }

        public Entry suppressed(String why) {
            return new Entry(incident, channel, intent, State.SUPPRESSED, why);
        }
    }

    /** The notification's id: the same in every replay. */
    public static String id(String incident, Kind kind, long occurrence) {
        return ContentId.of("ntf", incident, kind.name().toLowerCase(Locale.ROOT), Long.toString(occurrence));
    }

    /** Adds the entry unless it is there. An edit takes the place of those of its incident that still wait. */
    public static Uni<Void> add(Mutiny.Session session, Entry entry, Instant now) {
        Uni<Integer> before = entry.intent().kind() == Kind.EDIT
                ? session.createNativeQuery(
                                "delete from intent where incident = :incident and kind = 'EDIT' and state = 'INTENDED'")
                        .setParameter("incident", entry.incident())
                        .executeUpdate()
                : Uni.createFrom().item(0);
        return before.chain(() -> insert(session, entry, now)).replaceWithVoid();
    }

    private static Uni<Integer> insert(Mutiny.Session session, Entry entry, Instant now) {
        Intent intent = entry.intent();
        return session.createNativeQuery(INSERT)
                .setParameter("id", id(entry.incident(), intent.kind(), intent.occurrence()))
                .setParameter("incident", entry.incident())
                .setParameter("kind", intent.kind().name())
                .setParameter("version", intent.version())
                .setParameter("channel", entry.channel())
                .setParameter("sentence", intent.sentence())
                .setParameter("state", entry.state().name())
                .setParameter("reason", entry.reason())
                .setParameter("now", now)
                .executeUpdate();
    }
}
