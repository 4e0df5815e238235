package io.headwater.incident.topology;

import io.headwater.incident.backtest.Playback;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.TriageState;
import io.headwater.topics.RecordKey;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/** What an engine says, as the bytes that would be written; nothing is. */
public final class EventBytes {
    private final OutputParcels parcels;

    /** The event as it would lie on {@code headwater.incident-events.v1}. */
    public record Event(String incident, byte[] value) {}

    /** @param state of the engine */
    public EventBytes(RecordFormat format, TriageState state) {
        this.parcels = new OutputParcels(new Outlet(null, format), state);
    }

    /**
     * The events among the outputs. All outputs are encoded: what fails where things live, such as a record that is too
     * large, fails here.
     */
    public List<Event> of(List<Output> outputs) {
        try {
            return outputs.stream().map(parcels::of).toList().stream()
                    .filter(parcel -> parcel.sink().equals(Nodes.INCIDENT_EVENTS))
                    .map(parcel -> new Event(
                            RecordKey.parse(parcel.record().key()).id(),
                            parcel.record().value()))
                    .toList();
        } catch (KafkaException | RegistryUnavailable failure) {
            throw new Playback.Stopped("cannot encode what the replay says: " + failure.getMessage(), failure);
        }
    }

    /** Type and JSON of an event's bytes. */
    public static String words(RecordFormat format, byte[] value) {
        SpecificRecord event = format.decode(Topics.INCIDENT_EVENTS.name(), value);
        return event.getSchema().getName() + " " + event;
    }
}
