package io.headwater.lineage.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The next offset of each partition of the raw topic, kept beside the facets. */
final class IntakeOffsets {
    private IntakeOffsets() {}

    /** Empty where the partition was never read. */
    static OptionalLong next(Connection connection, int partition) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select next_offset from intake_offset where partition_id = ?")) {
            select.setInt(1, partition);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /**
     * Moves on.
     *
     * @param expected what {@link #next} must be for this reader to still be the partition's
     * @throws Overtaken when another instance has moved on since
     */
    static void advance(Connection connection, int partition, OptionalLong expected, long to) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                """
                insert into intake_offset (partition_id, next_offset) values (?, ?)
                on conflict (partition_id) do update set next_offset = excluded.next_offset
                where intake_offset.next_offset = ?""")) {
            upsert.setInt(1, partition);
            upsert.setLong(2, to);
            upsert.setLong(3, expected.orElse(-1));
            if (upsert.executeUpdate() != 1) {
                throw new Overtaken(partition);
            }
        }
    }

    /** Another instance reads this partition now; what was read here is read there. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(int partition) {
            super("another instance has moved on in partition " + partition + " of the raw topic");
        }
    }
}
