package io.headwater.lineage.intake;

import io.headwater.lineage.view.ViewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Which views were passed on already, for as long as the topic keeps them. */
final class ViewStore {
    /** Retention of `headwater.views.v1`. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Connection connection;
    private final String workspace;

    ViewStore(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /** Remembers the views, and returns those not known before. */
    List<ViewEvent> remember(List<ViewEvent> views) throws SQLException {
        List<ViewEvent> fresh = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into intake_view (workspace, view_id, viewed_at) values (?, ?, ?) on conflict do nothing")) {
            for (ViewEvent view : views) {
                insert.setString(1, workspace);
                insert.setString(2, view.viewId());
                insert.setObject(3, view.viewedAt().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] != 0 && counts[i] != Statement.EXECUTE_FAILED) {
                    fresh.add(views.get(i));
                }
            }
        }
        return fresh;
    }

    /** Forgets what the topic has forgotten, as of the newest view seen. */
    static int forget(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from intake_view where viewed_at < (select max(viewed_at) from intake_view)"
                        + " - make_interval(days => ?)")) {
            delete.setInt(1, (int) KEPT.toDays());
            return delete.executeUpdate();
        }
    }
}
