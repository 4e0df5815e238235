package io.headwater.incident.topology;

/** Names of the topology's nodes, as they read on its picture. */
final class Nodes {
    static final String OUTCOMES = "outcomes";
    static final String ASSETS = "assets";
    static final String VIEWS = "views";
    static final String POLICIES = "policies";
    static final String COMMANDS = "commands";

    /** In a replay, in place of the sources above. */
    static final String REPLAYED = "replayed";

    static final String RECORD_ORDER = "record-order";
    static final String TRIAGE = "triage";
    static final String CHECKPOINT = "checkpoint";

    static final String INCIDENT_EVENTS = "incident-events";
    static final String INCIDENTS = "incidents";
    static final String ASSET_STATUS = "asset-status";
    static final String DECISIONS = "decisions";
    static final String DEAD_LETTERS = "dead-letters";
    static final String ORDER_LOG = "order-log";
    static final String CHECKPOINTS = "checkpoints";
    static final String MOVED_OUTCOMES = "moved-outcomes";

    private Nodes() {}

    /** The processor that reads what a source brings. */
    static String reader(String source) {
        return "read-" + source;
    }
}
