package io.headwater.incident.projection;

import io.headwater.schema.Asset;
import io.headwater.schema.AssetStatus;
import io.headwater.schema.Decision;
import io.headwater.schema.Notification;
import io.headwater.schema.Person;
import io.headwater.schema.TicketLink;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies what other parts say (status, notifications, tickets, decisions, people, assets) to the rows of one batch. */
final class RecordFold {
    final Rows<AssetStatusRow> statuses = new Rows<>();
    final Rows<StatusIntervalRow> intervals = new Rows<>();
    private final Map<String, List<StatusIntervalRow>> lasting = new HashMap<>();
    final Rows<NotificationRow> notifications = new Rows<>();
    final Rows<TicketRow> tickets = new Rows<>();
    final Rows<DecisionRow> decisions = new Rows<>();
    final Rows<PersonRow> people = new Rows<>();
    final Rows<AssetNamesRow> names = new Rows<>();
    /** Incident keys whose notifications or tickets changed. */
    final Set<String> touched = new HashSet<>();

    void apply(Inbound record) {
        if (record.is(AssetStatus.class)) {
            status(record.key(), (AssetStatus) record.value());
        } else if (record.is(Notification.class)) {
            notification((Notification) record.value());
        } else if (record.is(TicketLink.class)) {
            ticket((TicketLink) record.value());
        } else if (record.is(Decision.class)) {
            decision((Decision) record.value());
        } else if (record.is(Person.class)) {
            person(record.key(), (Person) record.value());
        } else if (record.is(Asset.class)) {
            names(record.key(), (Asset) record.value());
        } else if (record.value() == null && record.topic().equals(Topics.ASSETS.name())) {
            names.remove(record.key());
        } else if (record.value() == null && record.topic().equals(Topics.PEOPLE.name())) {
            people.remove(record.key());
        } else if (record.value() == null && record.topic().equals(Topics.ASSET_STATUS.name())) {
            end(record.key(), record.timestamp());
        }
    }

    /** The row that a record is about; also what has to be loaded before it is applied. */
    static String rowKey(Inbound record) {
        if (record.is(Notification.class)) {
            Notification told = (Notification) record.value();
            return RecordKey.of(told.getWorkspace(), told.getNotificationId());
        } else if (record.is(TicketLink.class)) {
            TicketLink ticket = (TicketLink) record.value();
            return RecordKey.of(ticket.getWorkspace(), ticket.getTicketId());
        } else if (record.is(Decision.class)) {
            return decisionKey((Decision) record.value());
        }
        return record.key();
    }

    private static String intervalKey(String assetKey, Instant since) {
        return assetKey + "|" + since;
    }

    /** Since when the earliest status of the batch holds; empty where it says and ends none. */
    static Optional<Instant> earliestTurn(List<Inbound> batch) {
        return batch.stream()
                .filter(record -> record.topic().equals(Topics.ASSET_STATUS.name()))
                .map(record ->
                        record.is(AssetStatus.class) ? ((AssetStatus) record.value()).getSince() : record.timestamp())
                .min(Comparator.naturalOrder());
    }

    /** An interval that is there already. */
    void loaded(StatusIntervalRow row) {
        intervals.loaded(intervalKey(row.assetKey, row.since), row);
        if (row.until == null) {
            lasting.computeIfAbsent(row.assetKey, key -> new ArrayList<>()).add(row);
        }
    }

    private static String decisionKey(Decision decision) {
        String key = RecordKey.of(decision.getWorkspace(), decision.getSubject());
        return decision.getRun() == null ? key : key + "|" + decision.getRun();
    }

    private void status(String key, AssetStatus said) {
        AssetStatusRow known = statuses.find(key);
        String status = said.getStatus().name();
        if (known != null
                && (said.getAt().isBefore(known.at) || said.getAt().equals(known.at) && status.equals(known.status))) {
            return;
        }
        boolean turned = known == null || !status.equals(known.status);
        AssetStatusRow row = statuses.findOrAdd(key, AssetStatusRow::new);
        row.key = key;
        row.status = status;
        row.since = said.getSince();
        row.incident = said.getIncident();
        row.priority = said.getPriority() == null ? null : said.getPriority().name();
        row.failingChecks = Lines.of(said.getFailingChecks());
        row.at = said.getAt();
        if (turned) {
            closeIntervals(key, said.getSince());
            open(key, said.getSince(), status, said.getIncident());
        }
    }

    private void open(String key, Instant since, String status, String incident) {
        StatusIntervalRow row = intervals.findOrAdd(intervalKey(key, since), StatusIntervalRow::new);
        row.assetKey = key;
        row.since = since;
        row.until = null;
        row.status = status;
        row.incident = incident;
        lasting.computeIfAbsent(key, asset -> new ArrayList<>()).add(row);
    }

    private void closeIntervals(String key, Instant until) {
        List<StatusIntervalRow> open = lasting.remove(key);
        if (open != null) {
            open.forEach(row -> row.until = until.isBefore(row.since) ? row.since : until);
        }
    }

    private void end(String key, Instant at) {
        closeIntervals(key, at);
        statuses.remove(key);
    }

    private void notification(Notification told) {
        String key = RecordKey.of(told.getWorkspace(), told.getNotificationId());
        NotificationRow row = notifications.findOrAdd(key, NotificationRow::new);
        row.key = key;
        row.incidentKey = RecordKey.of(told.getWorkspace(), told.getIncident());
        row.channel = told.getChannel();
        row.target = told.getTarget();
        row.kind = told.getKind();
        row.state = told.getState().name();
        row.reason = told.getReason();
        row.firstAt = earlier(row.firstAt, told.getAt());
        row.at = told.getAt();
        row.url = told.getUrl();
        touched.add(row.incidentKey);
    }

    private void ticket(TicketLink link) {
        String key = RecordKey.of(link.getWorkspace(), link.getTicketId());
        TicketRow row = tickets.findOrAdd(key, TicketRow::new);
        row.key = key;
        row.incidentKey = RecordKey.of(link.getWorkspace(), link.getIncident());
        row.system = link.getSystem();
        row.remoteKey = link.getKey();
        row.url = link.getUrl();
        row.status = link.getStatus();
        row.state = link.getState().name();
        row.reason = link.getReason();
        row.firstAt = earlier(row.firstAt, link.getAt());
        row.at = link.getAt();
        touched.add(row.incidentKey);
    }

    private static Instant earlier(Instant known, Instant said) {
        return known == null || said.isBefore(known) ? said : known;
    }

    private void decision(Decision decided) {
        String key = decisionKey(decided);
        // The first word on a command stands: what comes after only says that it was repeated.
        if (decided.getRun() == null && decisions.find(key) != null) {
            return;
        }
        DecisionRow row = decisions.findOrAdd(key, DecisionRow::new);
        row.key = key;
        row.subject = decided.getSubject();
        row.kind = decided.getKind().name();
        row.reason = decided.getReason();
        row.incident = decided.getIncident();
        row.version = decided.getVersion();
        row.run = decided.getRun();
        row.at = decided.getAt();
        row.policyKey = decided.getPolicy() == null ? null : RecordKey.of(decided.getWorkspace(), decided.getPolicy());
    }

    private void names(String key, Asset asset) {
        if (!AssetNames.isKey(key)) {
            return;
        }
        AssetNamesRow row = names.findOrAdd(key, AssetNamesRow::new);
        row.key = key;
        row.workspace = asset.getWorkspace();
        row.urn = asset.getUrn();
        row.aliases = AssetNames.aliases(asset);
    }

    private void person(String key, Person person) {
        PersonRow row = people.findOrAdd(key, PersonRow::new);
        row.key = key;
        row.name = person.getName();
        row.email = person.getEmail();
        row.slackId = person.getSlackId();
        row.jiraId = person.getJiraId();
    }
}
