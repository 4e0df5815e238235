package io.headwater.incident.triage;

import io.headwater.identity.ContentId;
import io.headwater.incident.impact.BrokenInterval;
import io.headwater.incident.impact.Viewers;
import io.headwater.incident.incident.AffectedAsset;
import io.headwater.incident.incident.AffectedDashboard;
import io.headwater.incident.incident.AffectedViewer;
import io.headwater.incident.incident.ImpactSummary;
import io.headwater.incident.incident.Incident;
import io.headwater.incident.incident.IncidentAlert;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.lineage.AssetNode;
import io.headwater.incident.lineage.BlastRadius;
import io.headwater.incident.lineage.Columns;
import io.headwater.incident.lineage.Impact;
import io.headwater.incident.status.Touch;
import io.headwater.incident.status.Touches;
import io.headwater.incident.triage.LastLooks.Look;
import io.headwater.incident.triage.LastLooks.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an incident does to the warehouse and to people: its impact, its priority, the status of what it touches. */
final class Assessment {
    private final Turn turn;
    private final Statuses statuses;
    private final Judgement judgement;
    private final ViewBook views;
    private final LastLooks looks;

    Assessment(Turn turn, Statuses statuses, PriorityRules rules, ViewBook views, LastLooks looks) {
        this.turn = turn;
        this.statuses = statuses;
        this.judgement = new Judgement(turn, rules);
        this.views = views;
        this.looks = looks;
    }

    /** Looks at it anew, as far as something of it has changed; events only where something is another than was told. */
    void assess(String id) {
        Incident incident = turn.incident(id);
        long lineage = turn.state().graph().changes();
        Optional<Look> last = looks.last(id);
        if (last.filter(look -> looks.holds(look, incident, lineage)).isPresent()) {
            judgement.judge(id, last.get().reach().impact(), last.get().viewerCount());
            return;
        }
        Reach reach =
                reach(incident, last.filter(look -> look.lineage() == lineage).map(Look::reach));
        Impact impact = reach.impact();
        List<BrokenInterval> broken = BrokenInterval.all(incident);
        List<AffectedViewer> viewers = Viewers.of(incident, impact.urns(), broken, views::of);
        int viewerCount =
                (int) viewers.stream().map(AffectedViewer::viewer).distinct().count();
        revise(incident, reach, broken, viewers, viewerCount);
        judgement.judge(id, impact, viewerCount);
        SortedMap<String, Touch> touches =
                Touches.of(turn.incident(id), turn.state().graph());
        statuses.touch(id, last.map(Look::touches), touches);
        looks.keep(incident, lineage, reach, viewerCount, touches);
    }

    /** What was told of its impact need not be known any more: it is over, and revised no more unless it is reopened. */
    static void forget(TriageState state, String id) {
        state.index().remove(Keys.of(Keys.IMPACT, id));
    }

    /** What lies downstream: what was walked last where the same is broken as then. */
    private Reach reach(Incident incident, Optional<Reach> last) {
        Map<String, Columns> broken = broken(incident);
        Optional<String> cause = incident.rootCauses().stream().findFirst();
        return last.filter(it -> it.isOf(broken, cause)).orElseGet(() -> {
            Impact impact = BlastRadius.of(turn.state().graph(), broken, cause);
            List<AffectedAsset> assets =
                    impact.assets().stream().map(Assessment::asset).toList();
            String digest = ContentId.of(
                    "a", assets.stream().map(AffectedAsset::toString).toArray(String[]::new));
            return new Reach(
                    broken, cause, impact, assets, digest, impact.dashboards().toString());
        });
    }

    /** What its evidence lies on, whether it is clear by now or not; what a person declared; nothing for a broken check. */
    private static Map<String, Columns> broken(Incident incident) {
        Map<String, Columns> broken = new TreeMap<>();
        incident.alerts().values().stream().filter(IncidentAlert::evidence).forEach(alert -> alert.assets()
                .forEach(urn -> broken.merge(urn, alert.broken(), Columns::and)));
        incident.declaredAssets().forEach(urn -> broken.put(urn, Columns.ALL));
        return broken;
    }

    private void revise(
            Incident incident,
            Reach reach,
            List<BrokenInterval> broken,
            List<AffectedViewer> viewers,
            int viewerCount) {
        String digest = ContentId.of(
                "i",
                broken.toString(),
                reach.digest(),
                ContentId.of("v", viewers.stream().map(AffectedViewer::toString).toArray(String[]::new)),
                reach.dashboards());
        String key = Keys.of(Keys.IMPACT, incident.id());
        Optional<String> told = turn.state().index().get(key);
        boolean forgotten =
                told.isEmpty() && !incident.isOpen() && incident.impact().revision() > 0;
        if (forgotten || told.filter(digest::equals).isPresent()) {
            return;
        }
        turn.state().index().put(key, digest);
        int revision = incident.impact().revision() + 1;
        BrokenInterval interval = broken.get(broken.size() - 1);
        ImpactSummary summary = summary(revision, reach.impact(), viewerCount);
        List<ImpactParts.Part> parts = ImpactParts.of(reach.assets(), viewers);
        turn.record(
                incident.id(),
                meta -> new IncidentEvent.ImpactRevised(
                        meta, revision, parts.size(), interval.from(), interval.atLeast(), interval.until(), summary));
        for (int i = 0; i < parts.size(); i++) {
            int part = i + 1;
            ImpactParts.Part lists = parts.get(i);
            turn.record(
                    incident.id(),
                    meta -> new IncidentEvent.ImpactPart(meta, revision, part, lists.assets(), lists.viewers()));
        }
    }

    private static ImpactSummary summary(int revision, Impact impact, int viewerCount) {
        return new ImpactSummary(
                revision,
                impact.assetCount(),
                impact.dashboardCount(),
                viewerCount,
                impact.bestTier(),
                impact.owners().stream().limit(ImpactSummary.MAX_OWNERS).toList(),
                impact.dashboards().stream()
                        .limit(ImpactSummary.MAX_DASHBOARDS)
                        .map(Assessment::dashboard)
                        .toList());
    }

    private static AffectedDashboard dashboard(Impact.Affected affected) {
        AssetNode node = affected.asset();
        return new AffectedDashboard(
                node.urn(), node.name(), node.type(), node.owners(), node.tier(), node.url(), affected.path());
    }

    private static AffectedAsset asset(Impact.Affected affected) {
        AssetNode node = affected.asset();
        return new AffectedAsset(
                node.urn(), node.name(), node.type(), affected.depth(), affected.path(), node.owners(), node.tier());
    }
}
