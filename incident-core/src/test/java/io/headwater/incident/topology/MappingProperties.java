package io.headwater.incident.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.incident.impact.AssetView;
import io.headwater.incident.incident.Headline;
import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.incident.IncidentEvent;
import io.headwater.incident.incident.IncidentSnapshot;
import io.headwater.incident.outcome.CheckOutcome;
import io.headwater.incident.status.AssetStatus;
import io.headwater.incident.topology.mapping.CommandMapping;
import io.headwater.incident.topology.mapping.DecisionMapping;
import io.headwater.incident.topology.mapping.EventMapping;
import io.headwater.incident.topology.mapping.EventReading;
import io.headwater.incident.topology.mapping.OutcomeMapping;
import io.headwater.incident.topology.mapping.SnapshotMapping;
import io.headwater.incident.topology.mapping.StatusMapping;
import io.headwater.incident.topology.mapping.ViewMapping;
import io.headwater.incident.triage.Output;
import io.headwater.schema.Decision;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** One mapper for each topic: what goes out in Avro comes back as it was, and what comes in loses nothing. */
class MappingProperties {
    private static final PlainAvroFormat FORMAT = new PlainAvroFormat();

    @Provide
    Arbitrary<Class<?>> eventTypes() {
        return Arbitraries.of(IncidentEvent.class.getPermittedSubclasses());
    }

    @Provide
    Arbitrary<Schema> commandSchemas() {
        return Arbitraries.of(Topics.COMMANDS.records());
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void every_event_comes_back_as_it_was_and_its_headline_too(@ForAll("eventTypes") Class<?> type, @ForAll long seed) {
        RandomValues random = new RandomValues(seed);
        IncidentEvent event = (IncidentEvent) random.of(type);
        Optional<Headline> headline = event.isBulk() ? Optional.empty() : Optional.of(random.of(Headline.class));
        SpecificRecord back = through(Topics.INCIDENT_EVENTS, EventMapping.toAvro(event, headline));

        assertThat(EventReading.toCore(back)).isEqualTo(event);
        assertThat(EventReading.headline(back)).isEqualTo(headline);
        assertThat(back.getSchema().getName()).isEqualTo(event.type());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void every_snapshot_comes_back_as_it_was(@ForAll long seed) {
        IncidentSnapshot snapshot = new RandomValues(seed).of(IncidentSnapshot.class);

        assertThat(SnapshotMapping.toCore((io.headwater.schema.incident.IncidentSnapshot)
                        through(Topics.INCIDENTS, SnapshotMapping.toAvro(snapshot))))
                .isEqualTo(snapshot);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void every_asset_status_comes_back_as_it_was(@ForAll long seed) {
        AssetStatus status = new RandomValues(seed).of(AssetStatus.class);

        assertThat(StatusMapping.toCore((io.headwater.schema.AssetStatus)
                        through(Topics.ASSET_STATUS, StatusMapping.toAvro("shop", status))))
                .isEqualTo(status);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void every_outcome_comes_back_as_it_was(@ForAll long seed) {
        CheckOutcome outcome = new RandomValues(seed).of(CheckOutcome.class);
        CheckOutcome back = OutcomeMapping.toCore(
                (io.headwater.schema.CheckOutcome) through(Topics.ALERTS, OutcomeMapping.toAvro("shop", outcome)));

        assertThat(back).isEqualTo(outcome);
        assertThat(back.digest()).isEqualTo(outcome.digest());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void every_decision_comes_back_as_it_was(@ForAll long seed) {
        Output.Decided decided = new RandomValues(seed).of(Output.Decided.class);

        assertThat(DecisionMapping.toCore(
                        (Decision) through(Topics.DECISIONS, DecisionMapping.toAvro("shop", decided))))
                .isEqualTo(decided);
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void a_command_says_to_the_core_all_that_its_record_says(
            @ForAll("commandSchemas") Schema schema, @ForAll long seed) {
        SpecificRecord avro = any(schema, seed);
        IncidentCommand command = CommandMapping.toCore(avro);
        List<String> said = new ArrayList<>(Leaves.of(avro));
        said.remove(CommandMapping.workspaceOf(avro));

        assertThat(Leaves.of(command)).isEqualTo(said);
        assertThat(command.getClass().getSimpleName()).isEqualTo(schema.getName());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_view_says_to_the_core_all_that_its_record_says(@ForAll long seed) {
        SpecificRecord avro = any(io.headwater.schema.AssetView.getClassSchema(), seed);
        AssetView view = ViewMapping.toCore((io.headwater.schema.AssetView) avro);
        List<String> said = new ArrayList<>(Leaves.of(avro));
        said.remove(0);

        assertThat(Leaves.of(view)).isEqualTo(said);
    }

    private static SpecificRecord through(Topic topic, SpecificRecord record) {
        return FORMAT.decode(topic.name(), FORMAT.encode(topic, record));
    }

    /** Any record that the schema allows. */
    private static SpecificRecord any(Schema schema, long seed) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema, new GenericData())
                    .write(new RandomData(schema, 1, seed).iterator().next(), encoder);
            encoder.flush();
            return new SpecificDatumReader<SpecificRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to be written", impossible);
        }
    }
}
