package io.headwater.incident.projection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the projection says once it has committed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LiveEvent.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = LiveEvent.Linked.class, name = "linked"),
    @JsonSubTypes.Type(value = LiveEvent.Decided.class, name = "decided"),
    @JsonSubTypes.Type(value = LiveEvent.Refresh.class, name = "refresh")
})
public sealed interface LiveEvent {

    /** An incident stands at this version now. */
    record Changed(String workspace, String incident, long version, String status, String priority)
            implements LiveEvent {}

    /** A notification or ticket of an incident changed; the incident itself did not. */
    record Linked(String workspace, String incident) implements LiveEvent {}

    /** A command was decided. */
    record Decided(String workspace, String command) implements LiveEvent {}

    /** So much changed, or so much may have been missed, that everything on show should be read anew. */
    record Refresh() implements LiveEvent {}

    /** Whether it concerns a workspace. */
    default boolean concerns(String workspace) {
        if (this instanceof Changed changed) {
            return changed.workspace().equals(workspace);
        } else if (this instanceof Linked linked) {
            return linked.workspace().equals(workspace);
        } else if (this instanceof Decided decided) {
            return decided.workspace().equals(workspace);
        }
        return true;
    }
}
