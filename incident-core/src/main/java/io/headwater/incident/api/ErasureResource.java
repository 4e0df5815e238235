package io.headwater.incident.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.incident.erasure.ErasureReport;
import io.headwater.incident.session.SessionFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The end of what is known of a person. */
@Path("/api/people/{ws}/erase")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.ADMIN)
@Tag(name = "people")
public class ErasureResource {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
    private static final int NAME = 320;
    private static final int NAMES = 20;

    private final Eraser eraser;
    private final CommandOutbox outbox;

    @Inject
    ErasureResource(Eraser eraser, CommandOutbox outbox) {
        this.eraser = eraser;
        this.outbox = outbox;
    }

    @POST
    @Operation(
            summary = "Erase a person: their hash stays, nothing says any more whose it is",
            description =
                    "{\"person\": e-mail, user name or hash, \"redactNotes\": true, \"names\": [by which others may"
                            + " mention them…]}; 200 with what was erased and what remains, once Kafka has the tombstone. Asked"
                            + " again, it erases again and counts what remains then")
    public Uni<ErasureReport> erase(
            @PathParam("ws") String workspace, @Context ContainerRequestContext request, JsonNode body) {
        Fields fields = new Fields(body);
        String person = fields.required("person", NAME);
        List<String> names = names(fields);
        boolean isHash = HASH.matcher(person).matches();
        if (!isHash) {
            names.add(person);
        }
        Grant grant = (Grant) request.getProperty(TokenFilter.GRANT);
        return eraser.erase(new Eraser.Request(
                workspace,
                isHash ? person : outbox.hash().of(person),
                names,
                fields.flag("redactNotes"),
                Caller.of(grant, SessionFilter.isSession(request), null)));
    }

    private static List<String> names(Fields fields) {
        List<String> names = new ArrayList<>(fields.texts("names"));
        if (names.size() > NAMES || names.stream().anyMatch(name -> name.length() > NAME)) {
            throw Fields.wrong("names", "must be at most " + NAMES + " texts of at most " + NAME + " characters");
        }
        return names;
    }
}
