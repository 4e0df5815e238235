package io.headwater.incident.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.headwater.identity.ContentId;
import io.headwater.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which request an Idempotency-Key stands for: that of its first use, whatever became of it. */
@ApplicationScoped
class UsedKeys {
    /** As long as what was decided about a command is kept. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private final Mutiny.SessionFactory database;

    @Inject
    UsedKeys(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /** A request: its words, such as `acknowledge of inc-1`, and all of it as a hash. */
    record Use(String words, String hash) {
        /** @param expected the version that the incident has to be at; null: any */
        static Use of(String words, JsonNode body, Long expected) {
            try {
                String canonical = JSON.writeValueAsString(JSON.treeToValue(body, Object.class));
                return new Use(
                        words,
                        expected == null
                                ? ContentId.of("use", words, canonical)
                                : ContentId.of("use", words, canonical, expected.toString()));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a body that was read can be written", impossible);
            }
        }
    }

    /**
     * Lets a key stand for a use from now on; fails with a problem 422 where it stands for another in this workspace.
     *
     * @param key null or blank: there is none to be used up
     */
    Uni<Void> use(String workspace, String key, Use use, Instant at) {
        if (key == null || key.isBlank()) {
            return Uni.createFrom().voidItem();
        }
        String hash = ContentId.of("key", workspace, key);
        return database.withTransaction(session -> forget(session, at)
                        .chain(() -> remember(session, hash, use, at))
                        .chain(() -> session.createNativeQuery(
                                        "select use_hash, words, used_at from console.used_key where key_hash = :key",
                                        Object[].class)
                                .setParameter("key", hash)
                                .getSingleResult()))
                .invoke(first -> {
                    if (!use.hash().equals(first[0])) {
                        throw another(key, (String) first[1], first[2], use);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Integer> forget(Mutiny.Session session, Instant at) {
        return session.createNativeQuery("delete from console.used_key where used_at < :end")
                .setParameter("end", at.minus(KEPT))
                .executeUpdate();
    }

    /** One of two that come at once waits here for the other. */
    private static Uni<Integer> remember(Mutiny.Session session, String hash, Use use, Instant at) {
        return session.createNativeQuery("insert into console.used_key (key_hash, use_hash, words, used_at)"
                        + " values (:key, :use, :words, :at) on conflict (key_hash) do nothing")
                .setParameter("key", hash)
                .setParameter("use", use.hash())
                .setParameter("words", use.words())
                .setParameter("at", at)
                .executeUpdate();
    }

    private static RuntimeException another(String key, String words, Object at, Use use) {
        String same = words.equals(use.words()) ? " with another body or version" : "";
        return Problem.of(
                        422,
                        "key-used",
                        "The key stands for another request",
                        "Idempotency-Key '%s' was used at %s for %s%s; take a new key for another command"
                                .formatted(key, at, words, same),
                        new Problem.FieldError("Idempotency-Key", "must be new for each command"))
                .asException();
    }
}
