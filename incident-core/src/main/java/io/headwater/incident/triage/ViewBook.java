package io.headwater.incident.triage;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.impact.BrokenInterval;
import io.headwater.incident.lineage.AssetNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who looked at what, by asset and time; kept for as long as a broken interval may reach back. */
final class ViewBook {
    static final Duration KEPT = Duration.ofDays(40);

    private final TriageState state;
    private final LastLooks looks;

    ViewBook(TriageState state, LastLooks looks) {
        this.state = state;
        this.looks = looks;
    }

    /** Writes it down under what the asset is known by; false where it is there already. */
    boolean add(AssetView view) {
        String asset = state.graph().resolve(view.asset()).orElse(view.asset());
        String key = key(asset, view.viewedAt(), id(view));
        if (state.views().get(key).isPresent()) {
            return false;
        }
        state.views().put(key, view);
        looks.viewed(asset);
        String oldest = key(asset, Instant.EPOCH, "");
        for (Rows.Row<AssetView> old :
                state.views().between(oldest, key(asset, view.viewedAt().minus(KEPT), ""))) {
            state.views().remove(old.key());
        }
        return true;
    }

    /** What was written under the asset's other names before lineage came, it is moved under its URN. */
    void learn(AssetNode node) {
        for (String alias : node.aliases()) {
            for (Rows.Row<AssetView> row : state.views().startingWith(Keys.prefix(alias))) {
                state.views().remove(row.key());
                add(row.value());
            }
        }
    }

    List<AssetView> of(String urn, BrokenInterval interval) {
        String from = key(urn, interval.from(), "");
        String to = interval.until().map(until -> key(urn, until, "")).orElse(Keys.prefix(urn) + Character.MAX_VALUE);
        List<AssetView> views = new ArrayList<>();
        if (from.compareTo(to) < 0 && !looks.isUnseen(urn)) {
            state.views().between(from, to).forEach(row -> views.add(row.value()));
            if (views.isEmpty() && state.views().startingWith(Keys.prefix(urn)).isEmpty()) {
                looks.neverViewed(urn);
            }
        }
        return views;
    }

    private static String id(AssetView view) {
        return view.viewId().isEmpty() ? view.viewer() : view.viewId();
    }

    private static String key(String asset, Instant at, String id) {
        return Keys.of(asset, Keys.time(at), id);
    }
}
