package io.headwater.incident.topology;

import io.headwater.topics.RecordCodec;
import io.headwater.topics.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Seam to the schema registry: records as bytes and back. Used by several threads at once. */
public interface RecordFormat {
    /** The record's bytes. */
    byte[] encode(Topic topic, SpecificRecord value);

    /**
     * The record in the bytes.
     *
     * @throws io.headwater.topics.UnreadableRecord when the bytes are at fault
     * @throws io.headwater.topics.RegistryUnavailable when the registry does not answer
     */
    SpecificRecord decode(String topic, byte[] bytes);

    /** The real one. */
    static RecordFormat of(RecordCodec codec) {
        return new RecordFormat() {
            @Override
            public byte[] encode(Topic topic, SpecificRecord value) {
                return codec.encode(topic, value);
            }

            @Override
            public SpecificRecord decode(String topic, byte[] bytes) {
                return codec.decode(topic, bytes);
            }
        };
    }
}
