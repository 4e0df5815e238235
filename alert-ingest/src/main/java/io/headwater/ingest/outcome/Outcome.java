package io.headwater.ingest.outcome;

/** What one evaluation said, in the design's words (section 2). */
public enum Outcome {
    PASSED,
    WARNED,
    FAILED,
    ERRORED,
    SKIPPED
}
