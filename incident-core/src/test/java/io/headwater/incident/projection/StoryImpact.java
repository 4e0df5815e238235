package io.headwater.incident.projection;

import static io.headwater.incident.projection.IncidentStory.RAW_PAYMENTS;
import static io.headwater.incident.projection.IncidentStory.REVENUE;
import static io.headwater.incident.projection.IncidentStory.START;

import io.headwater.schema.AssetType;
import io.headwater.schema.Owner;
import io.headwater.schema.incident.AffectedAsset;
import io.headwater.schema.incident.AffectedDashboard;
import io.headwater.schema.incident.AffectedViewer;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.ImpactPart;
import io.headwater.schema.incident.ImpactSummary;
import java.util.ArrayList;
import java.util.List;

/** A blast radius: so many tables below the payments, and a dashboard that somebody looked at. */
final class StoryImpact {
    private StoryImpact() {}

    static ImpactSummary summary(int revision, String owner, int assets) {
        Owner person = Owner.newBuilder().setPerson(owner).build();
        return ImpactSummary.newBuilder()
                .setRevision(revision)
                .setAssetCount(assets)
                .setDashboardCount(1)
                .setViewerCount(1)
                .setBestTier(1)
                .setOwners(List.of(person))
                .setDashboards(List.of(AffectedDashboard.newBuilder()
                        .setUrn(REVENUE)
                        .setName("Revenue")
                        .setType(AssetType.DASHBOARD)
                        .setOwners(List.of(person))
                        .setTier(1)
                        .setPath(List.of(RAW_PAYMENTS, REVENUE))
                        .build()))
                .build();
    }

    static ImpactPart part(EventMeta meta, int revision, String viewer, int assets) {
        List<AffectedAsset> affected = new ArrayList<>();
        for (int i = 0; i < assets; i++) {
            affected.add(AffectedAsset.newBuilder()
                    .setUrn("table:shop.r" + revision + ".t" + i)
                    .setName("t" + i)
                    .setType(AssetType.TABLE)
                    .setDepth(i + 1)
                    .setPath(List.of(RAW_PAYMENTS, "table:shop.r" + revision + ".t" + i))
                    .build());
        }
        return ImpactPart.newBuilder()
                .setMeta(meta)
                .setRevision(revision)
                .setPart(1)
                .setAssets(affected)
                .setViewers(List.of(AffectedViewer.newBuilder()
                        .setViewer(viewer)
                        .setAsset(REVENUE)
                        .setViews(4)
                        .setFirstAt(START)
                        .setLastAt(START.plusSeconds(60))
                        .setFailingChecks(List.of("dbt/not_null"))
                        .build()))
                .build();
    }
}
