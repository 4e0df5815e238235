package io.headwater.incident.projection;

import io.headwater.identity.AssetUrn;
import io.headwater.schema.Owner;
import io.headwater.schema.incident.EventMeta;
import io.headwater.schema.incident.Headline;
import io.headwater.schema.incident.ImpactPart;
import io.headwater.schema.incident.IncidentOpened;
import io.headwater.schema.incident.MergedInto;
import io.headwater.schema.incident.NoteAdded;
import io.headwater.schema.incident.NoteRedacted;
import io.headwater.schema.incident.RootCauseEstimated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Applies incident events, in order, to the rows of one batch. An event that a row has seen already changes nothing. */
final class IncidentFold {
    static final String REDACTED = "A note was redacted";
    private static final Set<String> NOT_IN_DOCUMENT = Set.of("meta");

    final Rows<IncidentRow> incidents = new Rows<>();
    final Rows<AlertRow> alerts = new Rows<>();
    private final List<EventRow> timeline = new ArrayList<>();
    private final Map<String, Revision> impacts = new HashMap<>();

    /** Notes whose text has to go, by incident key. */
    final Map<String, Set<String>> redactedNotes = new HashMap<>();

    final Set<String> changed = new HashSet<>();
    final Set<String> revised = new HashSet<>();
    /** Incidents whose alerts, or what is said in them, became others by an event of another incident. */
    final Set<String> regrouped = new HashSet<>();

    /** What an impact lists as revised last in this batch; revisions before it are not written at all. */
    private record Revision(int number, List<Object> rows) {}

    /** Rows that are only ever added: timeline and impact; those of a table together, so that they go in batches. */
    List<Object> added() {
        List<Object> added = new ArrayList<>(timeline);
        impacts.values().forEach(revision -> added.addAll(revision.rows()));
        added.sort(Comparator.comparing(row -> row.getClass().getName()));
        return added;
    }

    static EventMeta metaOf(SpecificRecord event) {
        return (EventMeta) event.get(event.getSchema().getField("meta").pos());
    }

    void apply(Inbound record) {
        String key = record.key();
        SpecificRecord event = record.value();
        EventMeta meta = metaOf(event);
        IncidentRow row = incidents.findOrAdd(key, () -> blank(key, meta));
        if (meta.getVersion() <= row.version) {
            return;
        }
        row.version = meta.getVersion();
        row.updatedAt = meta.getAt();
        changed.add(key);
        if (meta.getHeadline() != null) {
            headline(row, meta.getHeadline());
        }
        EventRow said = timeline(key, meta, event);
        said.logPartition = record.partition();
        said.logOffset = record.offset();
        if (meta.getHeadline() != null) {
            stood(said, row);
        }
        timeline.add(said);
        details(key, row, event);
    }

    private void details(String key, IncidentRow row, SpecificRecord event) {
        if (event instanceof IncidentOpened opened) {
            row.description = opened.getDescription();
        } else if (event instanceof RootCauseEstimated estimated) {
            row.candidates = AvroJson.of(estimated.getCandidates()).toString();
        } else if (event instanceof ImpactPart part) {
            Revision revision = impacts.get(key);
            if (revision == null || revision.number() < part.getRevision()) {
                revision = new Revision(part.getRevision(), new ArrayList<>());
                impacts.put(key, revision);
            }
            revision.rows().addAll(assets(key, part));
            revision.rows().addAll(viewers(key, part));
        } else if (event instanceof NoteRedacted redacted) {
            redact(key, redacted.getNoteId());
        } else {
            AlertFold.apply(alerts, key, event);
            regrouped.addAll(AlertFold.between(key, event));
            if (event instanceof MergedInto merged) {
                // What was said in it is found in the other from now on.
                regrouped.add(AlertFold.kin(key, merged.getInto()));
            }
        }
    }

    private static IncidentRow blank(String key, EventMeta meta) {
        IncidentRow row = new IncidentRow();
        row.key = key;
        row.workspace = meta.getWorkspace();
        row.id = meta.getIncident();
        row.title = meta.getIncident();
        row.status = "UNKNOWN";
        row.priority = "UNKNOWN";
        row.openedAt = meta.getAt();
        row.headline = "{}";
        return row;
    }

    private void headline(IncidentRow row, Headline headline) {
        row.title = headline.getTitle();
        row.status = headline.getStatus().name();
        row.priority = headline.getPriority().name();
        row.openedAt = headline.getOpenedAt();
        row.acknowledgedAt = headline.getAcknowledgedAt();
        row.resolvedAt = headline.getResolvedAt();
        row.rootCauses = Lines.of(headline.getRootCauses());
        row.owners = Lines.of(names(headline.getImpact().getOwners()));
        row.assignee = headline.getAssignee();
        row.mergedInto = headline.getMergedInto();
        row.headline = AvroJson.of(headline).toString();
        if (headline.getImpact().getRevision() > row.impactRevision) {
            row.impactRevision = headline.getImpact().getRevision();
            revised.add(row.key);
        }
    }

    private static void stood(EventRow event, IncidentRow after) {
        event.status = after.status;
        event.priority = after.priority;
        event.owners = after.owners;
        event.assignee = after.assignee;
        event.mergedInto = after.mergedInto;
        event.headline = after.headline;
    }

    private static EventRow timeline(String key, EventMeta meta, SpecificRecord event) {
        EventRow row = new EventRow();
        row.incidentKey = key;
        row.version = meta.getVersion();
        row.type = event.getSchema().getName();
        row.at = meta.getAt();
        row.sentence = Sentences.of(event)
                .orElseThrow(() ->
                        new UnknownEvent("no words for " + event.getSchema().getFullName()));
        row.noteId = event instanceof NoteAdded note ? note.getNoteId() : null;
        // The parts are kept a row per asset and viewer.
        row.document = event instanceof ImpactPart part
                ? document(part.getRevision())
                : AvroJson.of(event, NOT_IN_DOCUMENT).toString();
        return row;
    }

    /** Of the parts of a revision; without what they list. */
    static String document(int revision) {
        return "{\"revision\":" + revision + "}";
    }

    static List<AffectedAssetRow> assets(String key, ImpactPart part) {
        Map<String, AffectedAssetRow> rows = new LinkedHashMap<>();
        for (var asset : part.getAssets()) {
            AffectedAssetRow row = new AffectedAssetRow();
            row.incidentKey = key;
            row.revision = part.getRevision();
            row.urn = asset.getUrn();
            row.name = asset.getName().isEmpty() ? AssetUrn.shortName(asset.getUrn()) : asset.getName();
            row.type = asset.getType().name();
            row.depth = asset.getDepth();
            row.tier = asset.getTier();
            row.owners = Lines.of(names(asset.getOwners()));
            row.path = Lines.of(asset.getPath());
            rows.putIfAbsent(row.urn, row);
        }
        return List.copyOf(rows.values());
    }

    static List<AffectedViewerRow> viewers(String key, ImpactPart part) {
        return part.getViewers().stream()
                .map(viewer -> viewer(key, part.getRevision(), viewer))
                .toList();
    }

    private static AffectedViewerRow viewer(
            String key, int revision, io.headwater.schema.incident.AffectedViewer viewer) {
        AffectedViewerRow row = new AffectedViewerRow();
        row.incidentKey = key;
        row.revision = revision;
        row.viewer = viewer.getViewer();
        row.asset = viewer.getAsset();
        row.views = viewer.getViews();
        row.firstAt = viewer.getFirstAt();
        row.lastAt = viewer.getLastAt();
        row.failingChecks = Lines.of(viewer.getFailingChecks());
        return row;
    }

    private void redact(String key, String noteId) {
        redactedNotes.computeIfAbsent(key, k -> new HashSet<>()).add(noteId);
        for (EventRow event : timeline) {
            if (event.incidentKey.equals(key) && noteId.equals(event.noteId)) {
                event.sentence = REDACTED;
                event.document = "{}";
            }
        }
    }

    /** Hashes of people and names of teams. */
    static List<String> names(Collection<Owner> owners) {
        return owners.stream()
                .flatMap(owner -> Stream.of(owner.getPerson(), owner.getTeam()))
                .filter(name -> name != null && !name.isBlank())
                .distinct()
                .toList();
    }
}
