package io.headwater.notifier.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where to read on; written in the transaction of what the records brought about, never a time. */
public final class Watermarks {
    private Watermarks() {}

    /** The name of a partition's row. */
    public static String place(String topic, int partition) {
        return topic + "-" + partition;
    }

    /** The next offsets, locked until the transaction ends: an instance that lost a partition writes nothing more. */
    public static Uni<Map<String, WatermarkRow>> lock(Mutiny.Session session, Collection<String> places) {
        return session.createSelectionQuery(
                        "from WatermarkRow w where w.place in :places order by w.place", WatermarkRow.class)
                .setParameter("places", places)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.place, Function.identity())));
    }

    /** The next offsets as they stand. */
    public static Uni<Map<String, Long>> read(Mutiny.Session session, Collection<String> places) {
        return session.createSelectionQuery("from WatermarkRow w where w.place in :places", WatermarkRow.class)
                .setParameter("places", places)
                .getResultList()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.place, row -> row.nextOffset)));
    }

    /** Moves them on, never back. */
    public static Uni<Void> advance(Mutiny.Session session, Map<String, WatermarkRow> locked, Map<String, Long> next) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<String, Long> one : next.entrySet()) {
            WatermarkRow row = locked.get(one.getKey());
            if (row == null) {
                done = done.chain(() -> begin(session, one.getKey(), one.getValue()));
            } else {
                row.nextOffset = Math.max(row.nextOffset, one.getValue());
            }
        }
        return done.chain(session::flush);
    }

    /** Where reading begins, unless it has begun. */
    public static Uni<Void> begin(Mutiny.Session session, String place, long offset) {
        return session.createNativeQuery("insert into watermark (place, next_offset) values (:place, :next)"
                        + " on conflict (place) do update set next_offset ="
                        + " greatest(watermark.next_offset, excluded.next_offset)")
                .setParameter("place", place)
                .setParameter("next", offset)
                .executeUpdate()
                .replaceWithVoid();
    }
}
