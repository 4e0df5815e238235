package io.headwater.lineage.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.identity.PersonHash;
import io.headwater.lineage.people.People;
import io.headwater.lineage.raw.RawDoor;
import io.headwater.lineage.submission.AssetsReader;
import io.headwater.lineage.submission.AssetsWriter;
import io.headwater.lineage.submission.BadField;
import io.headwater.lineage.submission.ViewsReader;
import io.headwater.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Assets and views as native JSON; the README has the shapes. */
@Path("/api/lineage/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LineageResource {
    private final NativeDeliveries deliveries;
    private final PersonHash hash;

    @Inject
    public LineageResource(NativeDeliveries deliveries, PersonHash hash) {
        this.deliveries = deliveries;
        this.hash = hash;
    }

    @POST
    @Path("/assets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.PRODUCER)
    @Operation(
            summary = "Says what a source knows of assets",
            description =
                    "One asset, or {source, observedAt?, replace?, assets: [...]}. With replace the request speaks"
                            + " for its source wholly: what it does not name is ended.")
    public Response assets(@PathParam("ws") String workspace, InputStream body) throws IOException {
        Instant now = now();
        People people = new People(hash);
        try {
            AssetsReader.Submission read = new AssetsReader(people).read(JsonBody.read(body), now);
            int accepted =
                    read.statement().facets().size() + read.statement().ended().size();
            // A list that is whole and empty says something: that there is nothing any more.
            boolean something = accepted > 0 || read.statement().whole();
            byte[] canonical = AssetsWriter.write(read.statement()).toString().getBytes(StandardCharsets.UTF_8);
            RawDoor.Kind kind = new RawDoor.Kind(read.statement().scope().project(), "lineage.assets");
            return Response.accepted(deliveries.accept(
                            workspace, kind, canonical, accepted, something, people, read.rejected(), now))
                    .build();
        } catch (BadField bad) {
            throw malformed(bad);
        }
    }

    @POST
    @Path("/views")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.PRODUCER)
    @Operation(
            summary = "Says who opened what",
            description =
                    "One view, a list, or {source?, views: [...]}. Viewers are hashed here; their e-mails and user"
                            + " names are neither stored with the views nor logged.")
    public Response views(@PathParam("ws") String workspace, InputStream body) throws IOException {
        Instant now = now();
        People people = new People(hash);
        try {
            ViewsReader.Submission read = new ViewsReader(people).read(JsonBody.read(body), now);
            byte[] canonical = ViewsReader.write(read.views()).toString().getBytes(StandardCharsets.UTF_8);
            int accepted = read.views().size();
            return Response.accepted(deliveries.accept(
                            workspace,
                            new RawDoor.Kind("native", "lineage.views"),
                            canonical,
                            accepted,
                            accepted > 0,
                            people,
                            read.rejected(),
                            now))
                    .build();
        } catch (BadField bad) {
            throw malformed(bad);
        }
    }

    static Instant now() {
        return Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    static RuntimeException malformed(BadField bad) {
        return Problem.malformed(bad.getMessage(), new Problem.FieldError(bad.path(), bad.rule()))
                .asException(bad);
    }
}
