package io.headwater.dbt;

/** The document as a whole cannot be read: not JSON, cut short, not UTF-8, or another kind of document. */
public final class UnreadableArtifact extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ArtifactFault fault;

    public UnreadableArtifact(ArtifactFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    UnreadableArtifact(ArtifactFault fault, Throwable cause) {
        super(fault.toString(), cause);
        this.fault = fault;
    }

    /** Where and which rule. */
    public ArtifactFault fault() {
        return fault;
    }
}
