package io.headwater.incident.projection;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What PostgreSQL refuses for what it is, and would refuse whenever it were tried: one text with U+0000, one id that is too
 * long for an index. The batch is written record by record then, so that one record takes no other with it.
 */
final class RefusedRows {
    private RefusedRows() {}

    /** Writes records and the offsets after them. */
    interface Writing {
        void write(List<Inbound> batch, Map<String, Long> next);
    }

    /** @param refused takes the records that cannot be written, with the reason, before their offsets are passed */
    static void write(
            List<Inbound> batch, Map<String, Long> next, Writing writing, BiConsumer<Inbound, String> refused) {
        try {
            writing.write(batch, next);
        } catch (RuntimeException failure) {
            if (batch.isEmpty() || !isRefused(failure)) {
                throw failure;
            }
            batch.forEach(record -> writeAlone(record, writing, refused));
            writing.write(List.of(), next);
        }
    }

    private static void writeAlone(Inbound record, Writing writing, BiConsumer<Inbound, String> refused) {
        Map<String, Long> after = new HashMap<>(Map.of(record.place(), record.offset() + 1));
        try {
            writing.write(List.of(record), after);
        } catch (RuntimeException failure) {
            if (!isRefused(failure)) {
                throw failure;
            }
            refused.accept(
                    record,
                    "the database refuses it: " + refusal(failure).orElseThrow().getMessage());
            writing.write(List.of(), after);
        }
    }

    /** SQLSTATE classes 22, data exception, and 54, program limit exceeded (PostgreSQL's manual, appendix A). */
    static boolean isRefused(Throwable failure) {
        return refusal(failure).isPresent();
    }

    private static Optional<Throwable> refusal(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(cause -> state(cause).startsWith("22") || state(cause).startsWith("54"))
                .findFirst();
    }

    private static String state(Throwable failure) {
        String state = null;
        if (failure instanceof PgException refusal) {
            state = refusal.getSqlState();
        } else if (failure instanceof SQLException refusal) {
            // What Hibernate Reactive makes of it.
            state = refusal.getSQLState();
        }
        return state == null ? "" : state;
    }
}
