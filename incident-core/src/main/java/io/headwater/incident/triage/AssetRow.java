package io.headwater.incident.triage;

import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.status.Touch;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is kept of an asset.
 *
 * @param checks {@code source/check} of every check heard on it, sorted
 * @param touches by open incident, how it touches the asset
 * @param published its status as told last
 */
public record AssetRow(
        String urn, List<String> checks, SortedMap<String, Touch> touches, Optional<AssetStatus> published) {
    public AssetRow {
        checks = List.copyOf(checks);
        touches = Collections.unmodifiableSortedMap(new TreeMap<>(touches));
    }

    static AssetRow of(String urn) {
        return new AssetRow(urn, List.of(), new TreeMap<>(), Optional.empty());
    }

    AssetRow with(String check) {
        TreeSet<String> more = new TreeSet<>(checks);
        more.add(check);
        return new AssetRow(urn, List.copyOf(more), touches, published);
    }

    AssetRow without(String check) {
        return new AssetRow(urn, checks.stream().filter(it -> !it.equals(check)).toList(), touches, published);
    }
}
