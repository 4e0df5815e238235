package io.headwater.incident.session;

import io.headwater.access.Grant;
import io.headwater.access.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;

/** Links are good once and for 15 minutes; a session for 12 hours after it was last used. */
@ApplicationScoped
public class Sessions {
    static final Duration LINK = Duration.ofMinutes(15);
    static final Duration SESSION = Duration.ofHours(12);
    /** A session's end is moved on no more often than this: reading a page should not write. */
    private static final Duration GRAIN = Duration.ofMinutes(5);

    private final Mutiny.SessionFactory database;
    private final Clock clock;

    @Inject
    Sessions(Mutiny.SessionFactory database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A fresh link's code and end. */
    record Link(String code, Instant expiresAt) {}

    Uni<Link> issue(Grant grant) {
        String code = Secret.create();
        LoginLinkRow row = new LoginLinkRow();
        row.codeHash = Secret.hash(code);
        row.role = grant.role().name();
        row.workspace = grant.workspace();
        row.who = grant.who();
        row.expiresAt = clock.instant().plus(LINK);
        return database.withTransaction(session -> session.persist(row)).replaceWith(new Link(code, row.expiresAt));
    }

    /** The id of a new session; empty where the code is not known, used or too old. */
    Uni<Optional<String>> redeem(String code) {
        Instant now = clock.instant();
        String hash = Secret.hash(code);
        // One statement decides who of several is first.
        return database.withTransaction(
                session -> session.createMutationQuery("update LoginLinkRow l set l.usedAt = :now"
                                + " where l.codeHash = :hash and l.usedAt is null and l.expiresAt > :now")
                        .setParameter("now", now)
                        .setParameter("hash", hash)
                        .executeUpdate()
                        .chain(redeemed -> redeemed == 1
                                ? session.find(LoginLinkRow.class, hash).chain(link -> open(session, link, now))
                                : Uni.createFrom().item(Optional.empty())));
    }

    private static Uni<Optional<String>> open(Mutiny.Session session, LoginLinkRow link, Instant now) {
        String id = Secret.create();
        SessionRow row = new SessionRow();
        row.idHash = Secret.hash(id);
        row.role = link.role;
        row.workspace = link.workspace;
        row.who = link.who;
        row.expiresAt = now.plus(SESSION);
        return session.createMutationQuery("delete from SessionRow s where s.expiresAt < :now")
                .setParameter("now", now)
                .executeUpdate()
                .chain(() -> session.createMutationQuery("delete from LoginLinkRow l where l.expiresAt < :old")
                        .setParameter("old", now.minus(Duration.ofDays(1)))
                        .executeUpdate())
                .chain(() -> session.persist(row))
                .replaceWith(Optional.of(id));
    }

    /** What the bearer of a session id may do; empty where it is not known or over. */
    Uni<Optional<Grant>> find(String id) {
        Instant now = clock.instant();
        return database.withSession(session -> session.find(SessionRow.class, Secret.hash(id)))
                .chain(row -> {
                    if (row == null || !row.expiresAt.isAfter(now)) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    Optional<Grant> grant = Optional.of(new Grant(Role.valueOf(row.role), row.workspace, row.who));
                    return row.expiresAt.isBefore(now.plus(SESSION).minus(GRAIN))
                            ? prolong(row.idHash, now).replaceWith(grant)
                            : Uni.createFrom().item(grant);
                });
    }

    private Uni<Integer> prolong(String idHash, Instant now) {
        return database.withTransaction(session -> session.createMutationQuery(
                        "update SessionRow s set s.expiresAt = :end where s.idHash = :id and s.expiresAt > :now")
                .setParameter("end", now.plus(SESSION))
                .setParameter("id", idHash)
                .setParameter("now", now)
                .executeUpdate());
    }

    /**
     * Ends every session of a person that reaches into the workspace, and drops the links to such.
     *
     * @param isThem whether that e-mail or user name is the person's
     * @return how many sessions there were
     */
    public Uni<Integer> endOf(String workspace, Predicate<String> isThem) {
        List<String> reaching = List.of(workspace, Grant.EVERYWHERE);
        return database.withTransaction(session -> delete(session, "SessionRow", reaching, isThem)
                .chain(sessions ->
                        delete(session, "LoginLinkRow", reaching, isThem).replaceWith(sessions)));
    }

    private static Uni<Integer> delete(
            Mutiny.Session session, String entity, List<String> workspaces, Predicate<String> isThem) {
        return session.createSelectionQuery(
                        "select distinct s.who from " + entity + " s where s.workspace in :workspaces", String.class)
                .setParameter("workspaces", workspaces)
                .getResultList()
                .map(everybody -> everybody.stream().filter(isThem).toList())
                .chain(them -> them.isEmpty()
                        ? Uni.createFrom().item(0)
                        : session.createMutationQuery("delete from " + entity
                                        + " s where s.who in :them and s.workspace in :workspaces")
                                .setParameter("them", them)
                                .setParameter("workspaces", workspaces)
                                .executeUpdate());
    }

    Uni<Void> end(String id) {
        return database.withTransaction(
                        session -> session.createMutationQuery("delete from SessionRow s where s.idHash = :id")
                                .setParameter("id", Secret.hash(id))
                                .executeUpdate())
                .replaceWithVoid();
    }
}
