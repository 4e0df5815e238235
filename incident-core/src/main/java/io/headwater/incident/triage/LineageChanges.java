package io.headwater.incident.triage;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.AlertRole;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.KnownCheck;
import io.headwater.incident.outcome.CheckHistory;
import io.headwater.incident.outcome.CheckId;
import io.headwater.incident.outcome.CheckKind;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.outcome.CheckRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a change of lineage means: names resolved, checks removed, incidents looked at anew. */
final class LineageChanges {
    /** Changes come in bulk: what they touch is looked at once in so long. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** All assets of a manifest are here when its first has been for so long. */
    static final Duration MANIFEST = Duration.ofMinutes(1);

    private final Turn turn;
    private final Names names;
    private final Silences silences;
    private final Placer placer;
    private final Settlement settlement;
    private final ViewBook views;
    private final BeyondStatus beyondStatus;

    LineageChanges(
            Turn turn,
            Names names,
            Silences silences,
            Placer placer,
            Settlement settlement,
            ViewBook views,
            BeyondStatus beyondStatus) {
        this.turn = turn;
        this.names = names;
        this.silences = silences;
        this.placer = placer;
        this.settlement = settlement;
        this.views = views;
        this.beyondStatus = beyondStatus;
    }

    void change(String urn, Optional<AssetNode> now) {
        Optional<AssetNode> before = turn.state().graph().asset(urn);
        boolean placeheld = turn.state().placeholders().get(urn).isPresent();
        if (before.equals(now) && !placeheld) {
            return;
        }
        TreeSet<String> near = new TreeSet<>(List.of(urn));
        before.ifPresent(node -> near.addAll(node.upstreams()));
        now.ifPresent(node -> near.addAll(node.upstreams()));
        turn.state().placeholders().remove(urn);
        now.ifPresentOrElse(
                turn.state().graph()::put, () -> turn.state().graph().remove(urn));
        now.ifPresent(node -> known(Names.namesOf(node)));
        now.ifPresent(views::learn);
        if (!placeheld) {
            before.ifPresent(node -> clearRemoved(node, now.isEmpty()));
        }
        lookAgainSoon(near);
        for (String id : beyondStatus.broken()) {
            if (turn.incident(id).isOpen()) {
                lookAgainSoon(id);
            }
        }
    }

    /** Somebody looked at an asset. */
    void viewed(AssetView view) {
        if (views.add(view)) {
            String asset = turn.state().graph().resolve(view.asset()).orElse(view.asset());
            lookAgainSoon(List.of(asset));
            beyondStatus.seenBy(view, asset).forEach(this::lookAgainSoon);
        }
    }

    private void lookAgainSoon(Collection<String> urns) {
        TreeSet<String> incidents = new TreeSet<>();
        for (String urn : urns) {
            turn.state()
                    .assets()
                    .get(urn)
                    .ifPresent(row -> incidents.addAll(row.touches().keySet()));
        }
        for (String id : incidents) {
            lookAgainSoon(id);
        }
    }

    private void lookAgainSoon(String id) {
        String timer = Keys.timer(Keys.REVIEW, id);
        if (turn.state().timers().due(timer).isEmpty()) {
            turn.state().timers().set(new Timer(timer, turn.at().plus(SOON)));
        }
    }

    /** What waited for these names is placed; what was opened without them is placed anew, once. */
    private void known(List<String> assetNames) {
        placer.place(new Waiters(turn.state()).waitingFor(assetNames));
        TreeSet<String> checks = new TreeSet<>();
        for (String name : assetNames) {
            String prefix = Keys.prefix(Keys.UNRESOLVED, name);
            for (Rows.Row<String> row : turn.state().index().startingWith(prefix)) {
                turn.state().index().remove(row.key());
                checks.add(Keys.rest(row.key(), prefix));
            }
        }
        checks.forEach(check -> turn.check(CheckId.parse(check)).ifPresent(this::placeAnew));
    }

    /** Where nobody was told yet it may join another incident whole; else its impact is revised, and wholes may merge. */
    private void placeAnew(CheckRow row) {
        Optional<Incident> holder = turn.holder(row);
        boolean unresolved = row.assets().stream().anyMatch(Names::isUnresolved);
        Optional<IncidentAlert> alert = holder.flatMap(incident -> incident.alert(row.id()));
        if (alert.isEmpty() || !unresolved || row.latest().isEmpty()) {
            return;
        }
        List<String> assets = names.assets(row.latest().get(), Optional.empty());
        if (assets.isEmpty()) {
            return;
        }
        turn.put(turn.watching(row, assets));
        waitsNoMore(row);
        String id = holder.get().id();
        CheckOutcome outcome = alert.get().isActive() ? row.latest().get() : Recalled.outcome(alert.get());
        turn.record(
                id,
                meta -> new IncidentEvent.AlertAttached(
                        meta, outcome, assets, AlertRole.SYMPTOM, alert.get().lastPassedAt(), 0));
        settlement.reviewAgain(id);
    }

    /** Nor under the other names that it was waited for by. */
    private void waitsNoMore(CheckRow row) {
        for (String name : Names.awaited(row.latest().orElseThrow())) {
            turn.state().index().remove(Keys.of(Keys.UNRESOLVED, name, row.id().toString()));
        }
    }

    /** Nobody builds what is gone, nor waits for it to come. */
    private boolean isOver(CheckRow row) {
        return (row.kind() == CheckKind.BUILD || row.kind() == CheckKind.ARRIVAL)
                && row.assets().stream()
                        .allMatch(urn -> turn.state().graph().asset(urn).isEmpty());
    }

    /**
     * What lineage names no longer is looked at when all of the same manifest is here: what moves is taken from one asset
     * before it is given to the other, or after.
     */
    private void clearRemoved(AssetNode before, boolean ended) {
        before.checks().stream()
                .map(KnownCheck::id)
                .filter(id -> turn.state().graph().assetsOf(id).isEmpty())
                .filter(id -> stands(id, before.urn()))
                .map(id -> Keys.timer(Keys.UNNAMED, id.toString()))
                .forEach(timer ->
                        turn.state().timers().set(new Timer(timer, turn.at().plus(MANIFEST))));
        if (ended) {
            turn.state().assets().get(before.urn()).map(AssetRow::checks).orElse(List.of()).stream()
                    .map(CheckId::parse)
                    .filter(id -> turn.check(id).filter(this::isOver).isPresent())
                    .forEach(this::clear);
        }
    }

    /** Its own outcome may have named another asset by now: it has moved there. */
    private boolean stands(CheckId id, String urn) {
        return turn.check(id).filter(row -> !row.assets().contains(urn)).isEmpty();
    }

    /** A check that lineage no longer names, and that is not heard of either, is clear: nobody runs it any more. */
    void unnamedStill(CheckId id) {
        Instant since = turn.at().minus(MANIFEST);
        boolean heard = turn.check(id)
                .flatMap(CheckRow::latest)
                .map(CheckOutcome::receivedAt)
                .filter(at -> !at.isBefore(since))
                .isPresent();
        if (turn.state().graph().assetsOf(id).isEmpty() && !heard) {
            clear(id);
        }
    }

    private void clear(CheckId id) {
        silences.cleared(id);
        Optional<Incident> holder = turn.check(id).flatMap(turn::holder);
        turn.check(id)
                .filter(row -> row.episode().isPresent())
                .map(CheckHistory::removed)
                .ifPresent(turn::put);
        holder.flatMap(incident -> incident.alert(id))
                .filter(IncidentAlert::isActive)
                .ifPresent(alert -> {
                    String incident = holder.get().id();
                    turn.record(
                            incident,
                            meta -> new IncidentEvent.CheckCleared(meta, id, "", turn.at(), "removed from lineage"));
                    settlement.settle(incident);
                });
    }
}
