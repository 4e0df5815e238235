package io.headwater.incident.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.identity.ContentId;
import io.headwater.incident.api.CommandDesk.Fate;
import io.headwater.incident.projection.DecisionView;
import io.headwater.incident.projection.IncidentQueries;
import io.headwater.incident.session.SessionFilter;
import io.headwater.problem.Problem;
import io.headwater.schema.command.CommandMeta;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people and programs ask of incidents. */
@Path("/api/incidents/{ws}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.RESPONDER)
@Tag(name = "commands")
public class CommandResource {
    private static final Pattern GIVEN_HERE = Pattern.compile("cmd-[0-9a-f]{20}");

    private final CommandDesk desk;
    private final CommandOutbox outbox;
    private final UsedKeys keys;
    private final IncidentQueries incidents;
    private final Clock clock;

    @Inject
    CommandResource(CommandDesk desk, CommandOutbox outbox, UsedKeys keys, IncidentQueries incidents, Clock clock) {
        this.keys = keys;
        this.desk = desk;
        this.outbox = outbox;
        this.incidents = incidents;
        this.clock = clock;
    }

    @POST
    @Path("/{id}/commands")
    @Operation(
            summary = "Give a command: {\"type\": \"acknowledge\", …}",
            description = "200 with the incident; 409 with the reason where its state forbids it; 202 with Location"
                    + " where nothing was decided within 2 s. Idempotency-Key: a repeat has the result of the first,"
                    + " another request with it is a 422."
                    + " If-Match or expectedVersion: refused where the incident has moved on. A program may name the"
                    + " person it speaks for in `by`")
    public Uni<Response> command(
            @PathParam("ws") String workspace,
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @HeaderParam("If-Match") String ifMatch,
            @Context ContainerRequestContext request,
            JsonNode body) {
        Fields fields = new Fields(body);
        CommandReader reader = reader(fields, request, id);
        return IncidentResource.known(incidents.find(workspace, id), workspace, id)
                .chain(incident -> {
                    String commandId = commandId(workspace, id, idempotencyKey);
                    CommandMeta meta = meta(workspace, incident.id(), commandId, fields, request, ifMatch);
                    SpecificRecord command = reader.read(meta);
                    fields.demandNoOther();
                    UsedKeys.Use use =
                            UsedKeys.Use.of(fields.required("type") + " of " + id, body, meta.getExpectedVersion());
                    return keys.use(workspace, idempotencyKey, use, meta.getAt())
                            .chain(() -> desk.give(meta, command, reader.people()))
                            .map(fate -> answer(fate, meta, 200));
                });
    }

    @POST
    @Operation(
            summary = "Declare an incident that no check saw",
            description = "{\"title\", \"assets\": [urn…], \"priority\", \"description\"}; 201 with the incident")
    public Uni<Response> declare(
            @PathParam("ws") String workspace,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @Context ContainerRequestContext request,
            JsonNode body) {
        Fields fields = new Fields(body);
        String type = fields.optional("type", 100);
        if (type != null && !type.equals("declare")) {
            throw Fields.wrong("type", "is declare here, or left out");
        }
        CommandReader reader = reader(fields, request, "");
        String commandId = commandId(workspace, "declare", idempotencyKey);
        CommandMeta meta = meta(workspace, ContentId.of("inc", workspace, commandId), commandId, fields, request, null);
        SpecificRecord command = reader.declare(meta);
        fields.demandNoOther();
        return keys.use(
                        workspace,
                        idempotencyKey,
                        UsedKeys.Use.of("the declaration of an incident", body, meta.getExpectedVersion()),
                        meta.getAt())
                .chain(() -> desk.give(meta, command, reader.people()))
                .map(fate -> answer(fate, meta, 201));
    }

    @GET
    @Path("/{id}/commands/{command}")
    @Needs(Role.VIEWER)
    @Operation(summary = "What became of a command: pending, accepted or rejected, and why")
    public Uni<CommandState> state(
            @PathParam("ws") String workspace, @PathParam("id") String id, @PathParam("command") String command) {
        return incidents.decision(workspace, command).map(decision -> decision.map(CommandState::of)
                .orElseGet(() -> undecided(id, command)));
    }

    private static CommandState undecided(String id, String command) {
        if (!GIVEN_HERE.matcher(command).matches()) {
            throw Problem.notFound("nothing was decided about a command '" + command
                            + "', and it was not given over HTTP: the id of one that was is in the Location of its 202")
                    .asException();
        }
        return CommandState.pending(command, id);
    }

    /** Where a command stands; `state` is pending, accepted, rejected or what else was decided. */
    public record CommandState(String command, String state, String reason, String incident, Long version) {
        static CommandState of(DecisionView decision) {
            String state = decision.kind().toLowerCase(Locale.ROOT);
            return new CommandState(
                    decision.command(), state, decision.reason(), decision.incident(), decision.version());
        }

        static CommandState pending(String command, String incident) {
            return new CommandState(command, "pending", "", incident, null);
        }
    }

    private CommandReader reader(Fields fields, ContainerRequestContext request, String addressed) {
        return new CommandReader(outbox.hash(), fields, caller(fields, request), addressed);
    }

    private static Caller caller(Fields fields, ContainerRequestContext request) {
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        boolean session = SessionFilter.isSession(request);
        String by = fields.optional("by", 200);
        if (by != null && (by.isBlank() || by.equals("me"))) {
            throw Fields.wrong("by", "must be the e-mail or user name of a person, or be left out");
        }
        return Caller.of(grant, session, by);
    }

    private CommandMeta meta(
            String workspace,
            String incident,
            String commandId,
            Fields fields,
            ContainerRequestContext request,
            String ifMatch) {
        return CommandMeta.newBuilder()
                .setWorkspace(workspace)
                .setCommandId(commandId)
                .setIncident(incident)
                .setBy(caller(fields, request).actor(outbox.hash()))
                .setAt(clock.instant())
                .setExpectedVersion(expectedVersion(fields, ifMatch))
                .build();
    }

    private static Long expectedVersion(Fields fields, String ifMatch) {
        Long expected = fields.number("expectedVersion");
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return expected;
        }
        String tag = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        try {
            return Long.parseLong(tag);
        } catch (NumberFormatException bad) {
            throw Fields.wrong("If-Match", "must be the incident's version, such as \"12\"");
        }
    }

    private static String commandId(String workspace, String about, String idempotencyKey) {
        return idempotencyKey == null || idempotencyKey.isBlank()
                ? ContentId.of("cmd", workspace, about, UUID.randomUUID().toString())
                : ContentId.of("cmd", workspace, about, "key", idempotencyKey);
    }

    private static Response answer(Fate fate, CommandMeta meta, int done) {
        String incident = "/api/incidents/" + meta.getWorkspace() + "/" + meta.getIncident();
        if (fate instanceof Fate.Refused refused) {
            throw Problem.conflict(refused.reason()).asException();
        } else if (fate instanceof Fate.Done finished) {
            return Response.status(done)
                    .location(URI.create(incident))
                    .header("ETag", "\"" + finished.incident().version() + "\"")
                    .entity(finished.incident())
                    .build();
        }
        return Response.accepted(CommandState.pending(meta.getCommandId(), meta.getIncident()))
                .location(URI.create(incident + "/commands/" + meta.getCommandId()))
                .header("Retry-After", "1")
                .build();
    }
}
