package io.headwater.lineage.intake;

/** A delivery that cannot be read as what it claims to be: it becomes a dead letter, and the intake goes on. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String field;

    /**
     * @param stage what was being done: assemble, decompress, read
     * @param field path of the field at fault, or null
     */
    public Unreadable(String stage, String reason, String field, Throwable cause) {
        super(reason, cause);
        this.stage = stage;
        this.field = field;
    }

    public Unreadable(String stage, String reason) {
        this(stage, reason, null, null);
    }

    public String stage() {
        return stage;
    }

    public String field() {
        return field;
    }
}
