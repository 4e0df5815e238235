package io.headwater.lineage.intake;

import io.headwater.identity.ContentId;
import io.headwater.lineage.facet.AssetFacets;
import io.headwater.lineage.facet.Caps;
import io.headwater.lineage.facet.Changes;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.view.ViewEvent;
import io.headwater.lineage.wire.AckedProducer;
import io.headwater.lineage.wire.AssetRecords;
import io.headwater.lineage.wire.PeopleWriter;
import io.headwater.schema.AssetView;
import io.headwater.topics.Outbound;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Writes what a delivery changes: to the topics at once, to the tables within the caller's transaction. */
@ApplicationScoped
class DeliveryWriter {
    private static final Logger LOG = Logger.getLogger(DeliveryWriter.class);
    private static final int CHUNK = 500;
    /** Leaves room for the record's own framing below {@link Topic#MAX_RECORD_BYTES}. */
    private static final int ASSET_BYTES = Topic.MAX_RECORD_BYTES - 32 * 1024;

    private final Outbound outbound;
    private final PeopleWriter people;
    private final MeterRegistry metrics;

    @Inject
    DeliveryWriter(Outbound outbound, PeopleWriter people, MeterRegistry metrics) {
        this.outbound = outbound;
        this.people = people;
        this.metrics = metrics;
    }

    /** What came of a delivery. */
    record Written(boolean outdated, int assets, int ended, int views) {}

    Written write(
            Connection connection,
            String workspace,
            String deliveryId,
            Said said,
            Instant at,
            AckedProducer.Batch batch)
            throws SQLException {
        people.introduce(workspace, said.people(), at, batch);
        int views = views(connection, workspace, said.views(), batch);
        if (said.statement().isEmpty()) {
            return new Written(false, 0, 0, views);
        }
        FacetStore store = new FacetStore(connection, workspace);
        Statement statement = capped(ScopeInForce.of(said.statement().get(), store));
        return assets(store, workspace, deliveryId, statement, at, batch);
    }

    private Written assets(
            FacetStore store,
            String workspace,
            String deliveryId,
            Statement statement,
            Instant at,
            AckedProducer.Batch batch)
            throws SQLException {
        Changes changes = Changes.between(store.inForce(statement.scope()), store.known(statement.scope()), statement);
        if (changes.outdated()) {
            return new Written(true, 0, 0, 0);
        }
        int ended = 0;
        for (Changes chunk : changes.inChunksOf(CHUNK)) {
            Map<String, AssetFacets> before = store.assets(chunk.touched());
            for (AssetFacets asset : chunk.applyTo(before, statement.scope(), statement.observedAt())) {
                send(workspace, deliveryId, asset, statement.observedAt(), at, batch);
                ended += asset.ended() ? 1 : 0;
            }
            store.put(statement.scope(), statement.observedAt(), chunk.write().values());
            store.remove(statement.scope(), chunk.end());
        }
        store.confirm(statement.scope(), statement.observedAt(), changes.confirmed());
        if (statement.whole()) {
            store.putInForce(statement.scope(), statement.observedAt());
        }
        return new Written(false, changes.touched().size(), ended, 0);
    }

    private void send(
            String workspace,
            String deliveryId,
            AssetFacets asset,
            Instant observedAt,
            Instant at,
            AckedProducer.Batch batch) {
        String eventId = ContentId.of("asset", workspace, asset.urn(), deliveryId);
        if (asset.ended()) {
            batch.send(outbound.tombstone(Topics.ASSETS, workspace, asset.urn(), eventId, at));
            return;
        }
        List<String> cut = new ArrayList<>();
        AssetFacets fitting = Caps.fit(asset, ASSET_BYTES, cut);
        note(asset.urn(), cut);
        batch.send(outbound.record(
                Topics.ASSETS, workspace, asset.urn(), eventId, observedAt, AssetRecords.write(workspace, fitting)));
    }

    private Statement capped(Statement statement) {
        Map<String, Facet> capped = new TreeMap<>();
        statement.facets().forEach((urn, facet) -> {
            Caps.Capped small = Caps.cap(facet);
            note(urn, small.cut());
            capped.put(urn, small.facet());
        });
        return new Statement(statement.scope(), statement.observedAt(), capped, statement.ended(), statement.whole());
    }

    private void note(String urn, List<String> cut) {
        if (!cut.isEmpty()) {
            LOG.warnf("%s is too large for a record: %s", urn, String.join("; ", new TreeSet<>(cut)));
            metrics.counter("headwater.lineage.cut").increment();
        }
    }

    private int views(Connection connection, String workspace, List<ViewEvent> views, AckedProducer.Batch batch)
            throws SQLException {
        if (views.isEmpty()) {
            return 0;
        }
        List<ViewEvent> fresh = new ViewStore(connection, workspace).remember(views);
        for (ViewEvent view : fresh) {
            AssetView record = AssetView.newBuilder()
                    .setWorkspace(workspace)
                    .setAsset(view.asset())
                    .setViewer(view.viewer())
                    .setViewedAt(view.viewedAt())
                    .setViews(view.views())
                    .setSource(view.source())
                    .setViewId(view.viewId())
                    .build();
            batch.send(outbound.record(Topics.VIEWS, workspace, view.asset(), view.viewId(), view.viewedAt(), record));
        }
        return fresh.size();
    }
}
