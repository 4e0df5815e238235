package io.headwater.notifier.intake;

import io.headwater.notifier.incident.IncidentEvent;
import io.headwater.notifier.ledger.Intents;
import io.headwater.notifier.ledger.PolicyRow;
import io.headwater.notifier.ledger.Timers;
import io.headwater.notifier.ledger.ToldJson;
import io.headwater.notifier.ledger.ToldRow;
import io.headwater.notifier.routing.Conditions;
import io.headwater.notifier.slack.SlackSettings;
import io.headwater.notifier.telling.Told;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what incident events bring about: what shall be told, what shall be said later, and how the incident stands. */
@ApplicationScoped
class EventWriter {
    private final Conditions conditions;
    private final SlackSettings slack;
    private final Clock clock;

    @Inject
    EventWriter(Conditions conditions, SlackSettings slack, Clock clock) {
        this.conditions = conditions;
        this.slack = slack;
        this.clock = clock;
    }

    Uni<Void> write(Mutiny.Session session, List<Inbound> records) {
        List<IncidentEvent> events = records.stream()
                .filter(record -> record.value() != null)
                .map(record -> Events.read(record.value()))
                .flatMap(Optional::stream)
                .toList();
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<String> keys =
                events.stream().map(e -> e.workspace() + "|" + e.incident()).collect(Collectors.toSet());
        Set<String> workspaces = events.stream().map(IncidentEvent::workspace).collect(Collectors.toSet());
        return session.createSelectionQuery("from ToldRow t where t.id in :ids", ToldRow.class)
                .setParameter("ids", keys)
                .getResultList()
                .chain(rows -> session.createSelectionQuery(
                                "from PolicyRow p where p.workspace in :workspaces and not p.removed", PolicyRow.class)
                        .setParameter("workspaces", workspaces)
                        .getResultList()
                        .chain(policies -> store(session, rows, round(events, rows, policies))));
    }

    private Round round(List<IncidentEvent> events, List<ToldRow> rows, List<PolicyRow> policies) {
        Map<String, Told> told = new HashMap<>();
        rows.forEach(row -> told.put(row.id, ToldJson.read(row)));
        Round round = new Round(told, policies, conditions, slack.whyMute(), clock.instant());
        events.forEach(round::take);
        return round;
    }

    private Uni<Void> store(Mutiny.Session session, List<ToldRow> rows, Round round) {
        Map<String, ToldRow> byId = rows.stream().collect(Collectors.toMap(row -> row.id, row -> row));
        Instant now = clock.instant();
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String key : round.changed) {
            ToldRow known = byId.get(key);
            ToldRow row = known == null ? new ToldRow() : known;
            Told told = round.told.get(key);
            row.id = key;
            row.version = told.version();
            row.channel = told.destination().map(d -> d.channel()).orElse(null);
            row.document = ToldJson.write(told);
            if (known == null) {
                done = done.chain(() -> session.persist(row));
            }
        }
        done = done.chain(session::flush);
        for (Intents.Entry entry : round.entries) {
            done = done.chain(() -> Intents.add(session, entry, now));
        }
        for (var timers : round.timers.entrySet()) {
            done = done.chain(() -> Timers.replace(session, timers.getKey(), timers.getValue()));
        }
        return done;
    }
}
