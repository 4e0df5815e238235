package io.headwater.incident.correlation;

/**
 * Two incidents are one.
 *
 * @param into the older of the two, which lives on
 * @param from the younger
 * @param estimate of both together
 * @param savesMicroNats how much cheaper one story is than two; always positive
 */
public record MergeReason(String into, String from, Estimate estimate, long savesMicroNats) {
    /** In a sentence a person can read. */
    public String sentence() {
        return "one cause, `%s`, explains both: %s cheaper than two causes"
                .formatted(estimate.best().name(), Sentences.nats(savesMicroNats));
    }
}
