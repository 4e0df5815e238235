package io.headwater.notifier.intake;

import io.headwater.notifier.incident.IncidentEvent;
import io.headwater.notifier.ledger.Intents;
import io.headwater.notifier.ledger.PolicyRow;
import io.headwater.notifier.policies.Policies;
import io.headwater.notifier.policies.PolicyReader;
import io.headwater.notifier.routing.Conditions;
import io.headwater.notifier.routing.Destination;
import io.headwater.notifier.routing.Facts;
import io.headwater.notifier.routing.Routing;
import io.headwater.notifier.telling.Circumstances;
import io.headwater.notifier.telling.Kind;
import io.headwater.notifier.telling.Teller;
import io.headwater.notifier.telling.Telling;
import io.headwater.notifier.telling.Timer;
import io.headwater.notifier.telling.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** What a batch of events brings about, before it is written. */
final class Round {
    private static final Logger LOG = Logger.getLogger(Round.class);

    /** By `workspace|incident`. */
    final Map<String, Told> told;

    final Set<String> changed = new LinkedHashSet<>();
    final List<Intents.Entry> entries = new ArrayList<>();
    /** The timers that replace those of an incident; none: they end. */
    final Map<String, List<Timer>> timers = new LinkedHashMap<>();

    private final Map<String, Policies> policies = new LinkedHashMap<>();
    private final Conditions conditions;
    private final Optional<String> mute;
    private final Instant now;

    /** @param mute why nobody can be told, where nobody can */
    Round(Map<String, Told> told, List<PolicyRow> rows, Conditions conditions, Optional<String> mute, Instant now) {
        this.told = told;
        this.conditions = conditions;
        this.mute = mute;
        this.now = now;
        rows.stream().map(row -> row.workspace).distinct().forEach(workspace -> {
            Policies read = PolicyReader.read(
                    rows.stream().filter(row -> row.workspace.equals(workspace)).toList());
            read.broken().forEach(broken -> LOG.warnf("a policy cannot be read and is passed over: %s", broken));
            policies.put(workspace, read);
        });
    }

    void take(IncidentEvent event) {
        String key = event.workspace() + "|" + event.incident();
        Told before = told.getOrDefault(key, Told.NOTHING);
        if (event.version() <= before.version()) {
            return;
        }
        Policies inForce = policies.computeIfAbsent(event.workspace(), ws -> PolicyReader.read(List.of()));
        Destination destination = before.destination().orElseGet(() -> route(inForce, event, before));
        Telling telling = Teller.decide(
                before,
                event,
                new Circumstances(
                        now,
                        destination,
                        inForce.onCall(destination, now).map(shift -> shift.person()),
                        inForce.escalation(destination)));
        told.put(key, telling.told());
        changed.add(key);
        telling.intents().forEach(intent -> add(Intents.Entry.intended(key, destination.channel(), intent)));
        telling.suppressed()
                .forEach(one -> entries.add(Intents.Entry.intended(key, destination.channel(), one.intent())
                        .suppressed(one.reason())));
        if (telling.stopTimers() || !telling.timers().isEmpty()) {
            timers.put(key, telling.timers());
        }
    }

    private void add(Intents.Entry entry) {
        boolean isEdit = entry.intent().kind() == Kind.EDIT;
        if (isEdit) {
            entries.removeIf(other ->
                    other.intent().kind() == Kind.EDIT && other.incident().equals(entry.incident()));
        }
        if (mute.isEmpty()) {
            entries.add(entry);
        } else if (!isEdit) {
            entries.add(entry.suppressed(mute.get()));
        }
    }

    private Destination route(Policies inForce, IncidentEvent event, Told before) {
        Routing.Choice choice =
                inForce.routing().choose(conditions, Facts.of(event.incident(), event.headline(), before.declared()));
        choice.broken().forEach(broken -> LOG.warnf("%s: a route is passed over: %s", event.workspace(), broken));
        return choice.destination();
    }
}
