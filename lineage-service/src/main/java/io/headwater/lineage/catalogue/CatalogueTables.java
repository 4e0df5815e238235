package io.headwater.lineage.catalogue;

import io.headwater.topics.RecordKey;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes the catalogue's tables with Hibernate Reactive. */
@ApplicationScoped
class CatalogueTables {
    private static final List<String> OF_ASSETS = List.of(
            "delete from CatalogueAlias where workspace = :ws and urn in :ids",
            "delete from CatalogueOwner where workspace = :ws and urn in :ids",
            "delete from CatalogueEdge where workspace = :ws and downstream in :ids",
            "delete from CatalogueAsset where workspace = :ws and urn in :ids");
    private static final List<String> OF_PEOPLE =
            List.of("delete from CataloguePerson where workspace = :ws and person in :ids");

    /** Stores the change and the next offset in one transaction. Call from a worker thread. */
    void store(CatalogueChange change, TopicPartition partition, long nextOffset) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(
                    () -> Panache.getSession().flatMap(session -> delete(session, OF_ASSETS, change.assets())
                            .flatMap(done -> delete(session, OF_PEOPLE, change.people()))
                            .flatMap(done -> insert(session, change.rows()))
                            .flatMap(done -> offset(session, partition, nextOffset)))));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot store records of " + partition, failure);
        }
    }

    private static Uni<Void> delete(Mutiny.Session session, List<String> statements, List<RecordKey> keys) {
        Map<String, List<String>> byWorkspace = keys.stream()
                .collect(Collectors.groupingBy(
                        RecordKey::workspace, TreeMap::new, Collectors.mapping(RecordKey::id, Collectors.toList())));
        Uni<Integer> chain = Uni.createFrom().item(0);
        for (Map.Entry<String, List<String>> entry : byWorkspace.entrySet()) {
            for (String statement : statements) {
                chain = chain.flatMap(done -> session.createMutationQuery(statement)
                        .setParameter("ws", entry.getKey())
                        .setParameter("ids", entry.getValue())
                        .executeUpdate());
            }
        }
        return chain.replaceWithVoid();
    }

    private static Uni<Void> insert(Mutiny.Session session, List<Object> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.persistAll(rows.toArray()).chain(session::flush);
    }

    private static Uni<Integer> offset(Mutiny.Session session, TopicPartition partition, long nextOffset) {
        return session.createNativeQuery(
                        """
                        insert into catalogue_offset (topic, partition_id, next_offset) values (:topic, :part, :next)
                        on conflict (topic, partition_id) do update set next_offset = excluded.next_offset""")
                .setParameter("topic", partition.topic())
                .setParameter("part", partition.partition())
                .setParameter("next", nextOffset)
                .executeUpdate();
    }
}
