package io.headwater.incident.topology.mapping;

import io.headwater.incident.incident.IncidentCommand;
import io.headwater.incident.incident.IncidentCommand.CommandMeta;
import io.headwater.schema.command.Acknowledge;
import io.headwater.schema.command.AddNote;
import io.headwater.schema.command.Assign;
import io.headwater.schema.command.Close;
import io.headwater.schema.command.Declare;
import io.headwater.schema.command.Link;
import io.headwater.schema.command.Merge;
import io.headwater.schema.command.Mitigate;
import io.headwater.schema.command.RedactNote;
import io.headwater.schema.command.Reopen;
import io.headwater.schema.command.Resolve;
import io.headwater.schema.command.SetPriority;
import io.headwater.schema.command.Snooze;
import io.headwater.schema.command.Split;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** {@code headwater.commands.v1}: what people and systems ask. Only read here; the API and the others write it. */
public final class CommandMapping {
    private static final Map<Class<?>, Function<SpecificRecord, IncidentCommand>> READERS = new HashMap<>();

    static {
        read();
    }

    private interface Reader<A> {
        IncidentCommand read(A avro, CommandMeta meta);
    }

    private CommandMapping() {}

    /** @throws IllegalArgumentException for a record that is no command this version knows */
    public static IncidentCommand toCore(SpecificRecord avro) {
        Function<SpecificRecord, IncidentCommand> reader = READERS.get(avro.getClass());
        if (reader == null) {
            throw new IllegalArgumentException(
                    "no command of this version: " + avro.getSchema().getFullName());
        }
        return reader.apply(avro);
    }

    /** The workspace a command names. */
    public static String workspaceOf(SpecificRecord avro) {
        return metaOf(avro).getWorkspace();
    }

    private static io.headwater.schema.command.CommandMeta metaOf(SpecificRecord avro) {
        if (avro.get(0) instanceof io.headwater.schema.command.CommandMeta meta) {
            return meta;
        }
        throw new IllegalArgumentException("not a command: " + avro.getSchema().getFullName());
    }

    private static CommandMeta meta(io.headwater.schema.command.CommandMeta avro) {
        return new CommandMeta(
                avro.getCommandId(),
                avro.getIncident(),
                PartMapping.toCore(avro.getBy()),
                avro.getAt(),
                avro.getExpectedVersion() == null ? OptionalLong.empty() : OptionalLong.of(avro.getExpectedVersion()));
    }

    private static void read() {
        put(Acknowledge.class, (e, m) -> new IncidentCommand.Acknowledge(m));
        put(Assign.class, (e, m) -> new IncidentCommand.Assign(m, e.getAssignee()));
        put(AddNote.class, (e, m) -> new IncidentCommand.AddNote(m, e.getNoteId(), e.getText()));
        put(RedactNote.class, (e, m) -> new IncidentCommand.RedactNote(m, e.getNoteId(), e.getReason()));
        put(
                SetPriority.class,
                (e, m) -> new IncidentCommand.SetPriority(m, PartMapping.toCore(e.getPriority()), e.getReason()));
        put(Snooze.class, (e, m) -> new IncidentCommand.Snooze(m, e.getUntil(), e.getReason()));
        put(Mitigate.class, (e, m) -> new IncidentCommand.Mitigate(m, e.getReason()));
        put(Resolve.class, (e, m) -> new IncidentCommand.Resolve(m, e.getReason()));
        put(Close.class, (e, m) -> new IncidentCommand.Close(m, e.getReason()));
        put(Reopen.class, (e, m) -> new IncidentCommand.Reopen(m, e.getReason()));
        put(Merge.class, (e, m) -> new IncidentCommand.Merge(m, e.getInto(), e.getReason()));
        put(Split.class, (e, m) -> new IncidentCommand.Split(m, e.getChecks(), e.getReason()));
        put(
                Declare.class,
                (e, m) -> new IncidentCommand.Declare(
                        m, e.getTitle(), e.getAssets(), PartMapping.toCore(e.getPriority()), e.getDescription()));
        put(
                Link.class,
                (e, m) -> new IncidentCommand.Link(
                        m, e.getSystem(), e.getKey(), e.getUrl(), Optional.ofNullable(e.getStatus())));
    }

    private static <A extends SpecificRecord> void put(Class<A> type, Reader<A> reader) {
        READERS.put(type, avro -> reader.read(type.cast(avro), meta(metaOf(avro))));
    }
}
