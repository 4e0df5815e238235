package io.headwater.incident.triage;

import java.time.Instant;

/**
 * A silence that is in force or will be: the period that its timer ends. Kept in the index: there are few, and a store
 * for each task costs more than they do.
 *
 * @param id {@code silence/NAME} or {@code maintenance/NAME}
 * @param version of the policy that the period comes from
 * @param broken whether it was told that its condition cannot be evaluated
 */
record SilenceRow(String id, long version, Instant from, Instant until, boolean broken) {
    private static final String CUT = " ";

    static SilenceRow read(String id, String kept) {
        String[] parts = kept.split(CUT);
        return new SilenceRow(
                id,
                Long.parseLong(parts[0]),
                Instant.parse(parts[1]),
                Instant.parse(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }

    /** What {@link #read} reads. */
    String kept() {
        return String.join(CUT, Long.toString(version), from.toString(), until.toString(), Boolean.toString(broken));
    }

    SilenceRow told() {
        return new SilenceRow(id, version, from, until, true);
    }
}
