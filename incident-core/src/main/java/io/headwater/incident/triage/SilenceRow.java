package io.headwater.incident.triage;

import java.time.Instant;

/**
 * A silence that is in force or will be: the period that its timer ends. Kept in the index: there are few, and a store
 * for each task costs more than they do.
 *
 * @param id {@code silence/NAME} or {@code maintenance/NAME}
 * @param version of the policy that the period comes from
 * @param broken whether it was told that its condition cannot be evaluated
 * @param whose who answers for it and why, in words; empty in a row of a release that did not keep it
 */
record SilenceRow(String id, long version, Instant from, Instant until, boolean broken, String whose) {
    private static final String CUT = " ";
    private static final int PARTS = 5;

    static SilenceRow read(String id, String kept) {
        String[] parts = kept.split(CUT, PARTS);
        return new SilenceRow(
                id,
                Long.parseLong(parts[0]),
                Instant.parse(parts[1]),
                Instant.parse(parts[2]),
                Boolean.parseBoolean(parts[3]),
                parts.length < PARTS ? "" : parts[4]);
    }

    /** What {@link #read} reads. */
    String kept() {
        return String.join(
                CUT, Long.toString(version), from.toString(), until.toString(), Boolean.toString(broken), whose);
    }

    SilenceRow told() {
        return new SilenceRow(id, version, from, until, true, whose);
    }
}
