package io.headwater.notifier.ledger;

import io.headwater.notifier.telling.Kind;
import io.headwater.notifier.telling.Timer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What shall be said later unless somebody answers first. */
public final class Timers {
    private Timers() {}

    /** The incident's timers become these. */
    public static Uni<Void> replace(Mutiny.Session session, String incident, List<Timer> timers) {
        Uni<Void> done = session.createMutationQuery("delete from TimerRow t where t.incident = :incident")
                .setParameter("incident", incident)
                .executeUpdate()
                .replaceWithVoid();
        for (Timer timer : timers) {
            done = done.chain(
                    () -> session.createNativeQuery("insert into timer (id, incident, kind, version, since, due_at)"
                                    + " values (:id, :incident, :kind, :version, :since, :due)")
                            .setParameter("id", incident + "|" + timer.kind().word())
                            .setParameter("incident", incident)
                            .setParameter("kind", timer.kind().name())
                            .setParameter("version", timer.version())
                            .setParameter("since", timer.since())
                            .setParameter("due", timer.dueAt())
                            .executeUpdate()
                            .replaceWithVoid());
        }
        return done;
    }

    /** The timer in a row. */
    public static Timer timer(TimerRow row) {
        return new Timer(Kind.valueOf(row.kind), row.version, row.since, row.dueAt);
    }
}
