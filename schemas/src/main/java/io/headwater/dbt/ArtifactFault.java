package io.headwater.dbt;

/**
 * What was wrong in an artifact.
 *
 * @param path where, e.g. `results[3].status`; `$` is the whole document
 * @param rule what should have been there, in words
 */
public record ArtifactFault(String path, String rule) {
    /** In characters; keys and indexes further on hold no more. */
    static final int LONGEST_ID = 600;

    static ArtifactFault tooLong(String path) {
        return new ArtifactFault(path, "must have at most " + LONGEST_ID + " characters");
    }

    @Override
    public String toString() {
        return path + ": " + rule;
    }
}
