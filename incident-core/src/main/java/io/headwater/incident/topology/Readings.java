package io.headwater.incident.topology;

import io.headwater.incident.topology.mapping.AssetMapping;
import io.headwater.incident.topology.mapping.CommandMapping;
import io.headwater.incident.topology.mapping.OutcomeMapping;
import io.headwater.incident.topology.mapping.PolicyMapping;
import io.headwater.incident.topology.mapping.ViewMapping;
import io.headwater.schema.Asset;
import io.headwater.schema.AssetView;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.Policy;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topic;
import io.headwater.topics.Topics;
import io.headwater.topics.UnreadableRecord;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** For each input topic, how its records become the core's words. */
final class Readings {
    /** What a record without a value, or of one type, says. */
    private interface Meaning {
        Fact of(RecordKey key, Optional<SpecificRecord> value);
    }

    private static final Map<Topic, Meaning> MEANINGS = Map.of(
            Topics.ALERTS,
                    (key, value) -> {
                        CheckOutcome outcome = of(CheckOutcome.class, value);
                        requireSame("workspace", key.workspace(), outcome.getWorkspace());
                        return new Fact.Evaluated(OutcomeMapping.toCore(outcome));
                    },
            Topics.ASSETS,
                    (key, value) -> {
                        if (value.isEmpty()) {
                            return new Fact.Described(key.id(), Optional.empty());
                        }
                        Asset asset = of(Asset.class, value);
                        requireSame("workspace", key.workspace(), asset.getWorkspace());
                        requireSame("urn", key.id(), asset.getUrn());
                        return new Fact.Described(key.id(), Optional.of(AssetMapping.toCore(asset)));
                    },
            Topics.VIEWS,
                    (key, value) -> {
                        AssetView view = of(AssetView.class, value);
                        requireSame("workspace", key.workspace(), view.getWorkspace());
                        return new Fact.Viewed(ViewMapping.toCore(view));
                    },
            Topics.POLICIES,
                    (key, value) -> {
                        Policy policy = of(Policy.class, value);
                        requireSame("workspace", key.workspace(), policy.getWorkspace());
                        return policy.getRemoved()
                                ? new Fact.PolicyEnded(policy.getKind(), policy.getName(), policy.getVersion())
                                : new Fact.PolicyApplied(PolicyMapping.toCore(policy));
                    },
            Topics.COMMANDS,
                    (key, value) -> {
                        SpecificRecord command = of(SpecificRecord.class, value);
                        requireSame("workspace", key.workspace(), CommandMapping.workspaceOf(command));
                        return new Fact.Commanded(CommandMapping.toCore(command));
                    });

    private Readings() {}

    static ReadInput.Reading of(Topic topic, RecordFormat format) {
        Meaning meaning = MEANINGS.get(topic);
        return (key, bytes) -> {
            Optional<SpecificRecord> value = Optional.ofNullable(bytes).map(b -> format.decode(topic.name(), b));
            try {
                return meaning.of(key, value);
            } catch (UnreadableRecord wrong) {
                throw wrong;
            } catch (RuntimeException wrong) {
                // Whatever a record holds that the core's own types refuse: its fault, not the task's.
                throw new UnreadableRecord(String.valueOf(wrong.getMessage()), wrong);
            }
        };
    }

    private static <T extends SpecificRecord> T of(Class<T> type, Optional<SpecificRecord> value) {
        SpecificRecord record = value.orElseThrow(() -> new UnreadableRecord("the record has no value"));
        if (!type.isInstance(record)) {
            throw new UnreadableRecord("a " + type.getSimpleName() + " was expected, not "
                    + record.getSchema().getFullName());
        }
        return type.cast(record);
    }

    private static void requireSame(String field, String inKey, String inValue) {
        if (!inKey.equals(inValue)) {
            throw new UnreadableRecord("%s: the key says '%s', the value '%s'".formatted(field, inKey, inValue));
        }
    }
}
