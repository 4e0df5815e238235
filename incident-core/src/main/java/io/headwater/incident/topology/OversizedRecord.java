package io.headwater.incident.topology;

/** A record for a topic is larger than any may be (design, section 4): a list that should have been capped was not. */
public final class OversizedRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OversizedRecord(String topic, String key, int bytes, int most) {
        super("record " + key + " for " + topic + " has " + bytes + " bytes; the most is " + most);
    }
}
