package io.headwater.incident.topology.mapping;

import io.headwater.incident.impact.AssetView;

/** {@code headwater.views.v1}: who opened which asset when. */
public final class ViewMapping {
    private ViewMapping() {}

    public static AssetView toCore(io.headwater.schema.AssetView avro) {
        return new AssetView(
                avro.getAsset(),
                avro.getViewer(),
                avro.getViewedAt(),
                avro.getViews(),
                avro.getSource(),
                avro.getViewId());
    }
}
