package io.headwater.dbt;

/**
 * What was wrong in an artifact.
 *
 * @param path where, e.g. `results[3].status`; `$` is the whole document
 * @param rule what should have been there, in words
 */
public record ArtifactFault(String path, String rule) {
    @Override
    public String toString() {
        return path + ": " + rule;
    }
}
