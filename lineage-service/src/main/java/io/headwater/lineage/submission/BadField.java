package io.headwater.lineage.submission;

/** A field that breaks a rule; the path is like `assets[3].tier`. */
public final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String rule;

    public BadField(String path, String rule) {
        super(path + ": " + rule);
        this.path = path;
        this.rule = rule;
    }

    public String path() {
        return path;
    }

    public String rule() {
        return rule;
    }
}
