package io.headwater.incident.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.incident.projection.LiveEvent;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What changes, as it changes. */
@Path("/api/incidents/{ws}/events")
@Needs(Role.VIEWER)
@Tag(name = "incidents")
public class EventResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final EventStream stream;

    @Inject
    EventResource(EventStream stream) {
        this.stream = stream;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Server-sent events",
            description = "change: {incident, version, status, priority}; linked: {incident}, a notification or ticket"
                    + " of it changed; refresh: read everything anew. Last-Event-ID: from there on. A comment every"
                    + " 15 s keeps the connection")
    public Multi<OutboundSseEvent> events(
            @PathParam("ws") String workspace, @HeaderParam("Last-Event-ID") String lastSeen, @Context Sse sse) {
        Multi<OutboundSseEvent> changes = stream.of(workspace, lastSeen)
                .filter(numbered -> !(numbered.event() instanceof LiveEvent.Decided))
                .map(numbered -> event(sse, numbered));
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
        return Multi.createBy().merging().streams(changes, beats);
    }

    private static OutboundSseEvent event(Sse sse, EventStream.Numbered numbered) {
        LiveEvent event = numbered.event();
        String name = "refresh";
        Object data = Map.of();
        if (event instanceof LiveEvent.Changed changed) {
            name = "change";
            data = new Change(changed.incident(), changed.version(), changed.status(), changed.priority());
        } else if (event instanceof LiveEvent.Linked linked) {
            name = "linked";
            data = Map.of("incident", linked.incident());
        }
        return sse.newEventBuilder()
                .id(numbered.id())
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }

    /** An incident stands at this version now. */
    public record Change(String incident, long version, String status, String priority) {}
}
