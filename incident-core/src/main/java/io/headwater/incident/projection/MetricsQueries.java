package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads what {@link IncidentMetrics} counts. */
@ApplicationScoped
public class MetricsQueries {
    private static final String WINDOW = " i.workspace = :workspace and i.merged_into is null"
            + " and i.opened_at >= cast(cast(:from as text) as timestamptz)"
            + " and i.opened_at < cast(cast(:to as text) as timestamptz) ";

    private static final String SAMPLES =
            """
            select i.priority, cast(1000 * extract(epoch from i.opened_at) as bigint),
                (select cast(1000 * extract(epoch from min(e.at)) as bigint) from incident_event e
                 where e.incident_key in (select incident_family(i.key)) and e.type = 'Acknowledged'),
                case when i.status in ('RESOLVED', 'CLOSED')
                     then cast(1000 * extract(epoch from i.resolved_at) as bigint) end,
                cast(coalesce(cast(i.headline as jsonb) ->> 'alertCount', '0') as bigint),
                (select count(*) from notification n where n.incident_key in (select incident_family(i.key)) and n.state in ('SENT', 'CONFIRMED')
                 and n.kind in ('announce', 'raised', 'reopened', 'repeat', 'fallback'))
            from incident i where
            """;

    private static final String NOISIEST =
            """
            select a.source, a.check_id, max(a.check_name), count(*), count(distinct a.incident_key)
            from incident_alert a join incident i on i.key = a.incident_key
            where a.outcome <> 'SKIPPED' and
            """;

    private final Mutiny.SessionFactory database;

    @Inject
    MetricsQueries(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /** Of the incidents opened in [from, to). */
    public Uni<IncidentMetrics> of(String workspace, Instant from, Instant to) {
        return database.withSession(
                session -> rows(session, SAMPLES + WINDOW, workspace, from, to).chain(samples -> rows(
                                session,
                                NOISIEST + WINDOW + "group by a.source, a.check_id order by 4 desc, 1, 2 limit 10",
                                workspace,
                                from,
                                to)
                        .map(noisiest -> IncidentMetrics.of(
                                from,
                                to,
                                samples.stream().map(MetricsQueries::sample).toList(),
                                noisiest.stream().map(MetricsQueries::noisy).toList()))));
    }

    private static Uni<List<Object[]>> rows(
            Mutiny.Session session, String query, String workspace, Instant from, Instant to) {
        return session.createNativeQuery(query, Object[].class)
                .setParameter("workspace", workspace)
                .setParameter("from", from.toString())
                .setParameter("to", to.toString())
                .getResultList();
    }

    private static IncidentMetrics.Sample sample(Object[] row) {
        return new IncidentMetrics.Sample(
                (String) row[0], time(row[1]), time(row[2]), time(row[3]), number(row[4]), number(row[5]));
    }

    private static IncidentMetrics.NoisyCheck noisy(Object[] row) {
        return new IncidentMetrics.NoisyCheck(
                (String) row[0], (String) row[1], (String) row[2], number(row[3]), number(row[4]));
    }

    private static Instant time(Object millis) {
        return millis == null ? null : Instant.ofEpochMilli(number(millis));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
