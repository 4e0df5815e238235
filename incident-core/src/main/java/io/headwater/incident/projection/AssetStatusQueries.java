package io.headwater.incident.projection;

import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/** What can be asked about the status of assets. */
@ApplicationScoped
public class AssetStatusQueries {
    private static final Duration HISTORY = Duration.ofDays(90);

    private final Mutiny.SessionFactory database;
    private final Clock clock;

    @Inject
    AssetStatusQueries(Mutiny.SessionFactory database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Never empty: an asset nothing was ever said about is up.
     *
     * @param name its URN or an alias of it, `kind:value`
     */
    public Uni<AssetStatusView> find(String workspace, String name) {
        return database.withSession(
                session -> AssetNames.urn(session, workspace, name).chain(urn -> find(session, workspace, urn)));
    }

    private Uni<AssetStatusView> find(Mutiny.Session session, String workspace, String urn) {
        String key = RecordKey.of(workspace, urn);
        Instant now = clock.instant();
        Instant from = now.minus(HISTORY);
        return session.find(AssetStatusRow.class, key).chain(row -> session.createSelectionQuery(
                        "from StatusIntervalRow i where i.assetKey = :key"
                                + " and (i.until is null or i.until > :from) order by i.since",
                        StatusIntervalRow.class)
                .setParameter("key", key)
                .setParameter("from", from)
                .getResultList()
                .map(intervals -> view(urn, row, intervals, from, now)));
    }

    private static AssetStatusView view(
            String urn, AssetStatusRow row, List<StatusIntervalRow> intervals, Instant from, Instant now) {
        List<AssetStatusView.Interval> history = intervals.stream()
                .map(i -> new AssetStatusView.Interval(word(i.status), i.since, i.until, i.incident))
                .toList();
        double uptime = Uptime.of(history, from, now);
        if (row == null) {
            return new AssetStatusView(urn, "up", null, null, null, List.of(), uptime, history);
        }
        return new AssetStatusView(
                urn,
                word(row.status),
                row.since,
                row.incident,
                row.priority,
                Lines.read(row.failingChecks),
                uptime,
                history);
    }

    /** A status that is not known counts as up: nothing is said against the asset. */
    private static String word(String status) {
        return status.equals("UNKNOWN") ? "up" : status.toLowerCase(Locale.ROOT);
    }
}
