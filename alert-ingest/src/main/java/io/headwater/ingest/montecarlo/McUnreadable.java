package io.headwater.ingest.montecarlo;

/** The webhook as a whole cannot be used. */
public final class McUnreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;

    McUnreadable(String field, String rule) {
        super(field + ": " + rule);
        this.field = field;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }
}
