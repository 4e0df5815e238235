package io.headwater.lineage.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.dbt.Manifest;
import io.headwater.dbt.ManifestReader;
import io.headwater.dbt.ResourceType;
import io.headwater.dbt.UnreadableArtifact;
import io.headwater.lineage.raw.Payload;
import io.headwater.lineage.raw.RawDoor;
import io.headwater.lineage.wire.NotAcknowledged;
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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** dbt manifests of any version, streamed from disk to the raw topic. */
@Path("/api/lineage/{ws}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ManifestResource {
    private static final RawDoor.Kind MANIFEST = new RawDoor.Kind("dbt", "dbt.manifest");

    private final RawDoor door;

    @Inject
    public ManifestResource(RawDoor door) {
        this.door = door;
    }

    /** What was taken: counts as the manifest has them. */
    public record AcceptedManifest(String deliveryId, int nodes, int sources, int exposures, int faults) {}

    @POST
    @Path("/dbt")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Needs(Role.PRODUCER)
    @Operation(
            summary = "Takes a manifest.json",
            description = "Multipart; the manifest is the file named manifest.json or in the form field 'manifest'."
                    + " A catalog.json is let in and not used yet.")
    public Response manifest(@PathParam("ws") String workspace, @RestForm(FileUpload.ALL) List<FileUpload> files)
            throws IOException {
        FileUpload file = manifestOf(files);
        Manifest manifest = read(file);
        Instant now = LineageResource.now();
        try (InputStream in = open(file);
                Payload payload = Payload.compress(in)) {
            String id = door.accept(workspace, MANIFEST, payload, now);
            return Response.accepted(new AcceptedManifest(
                            id,
                            manifest.nodes().size(),
                            manifest.nodes(ResourceType.SOURCE).size(),
                            manifest.nodes(ResourceType.EXPOSURE).size(),
                            manifest.faults().size()))
                    .build();
        } catch (NotAcknowledged refused) {
            throw Problem.unavailable("Kafka does not take it now; send it again")
                    .asException(refused);
        }
    }

    private static FileUpload manifestOf(List<FileUpload> files) {
        return files.stream()
                .filter(file -> isManifest(file.fileName()) || isManifest(file.name()))
                .findFirst()
                .orElseThrow(() -> Problem.malformed(
                                "there is no manifest among the files",
                                new Problem.FieldError("manifest.json", "is required, as a multipart file"))
                        .asException());
    }

    private static boolean isManifest(String name) {
        return name != null
                && List.of("manifest.json", "manifest.json.gz", "manifest").contains(name);
    }

    /** Reads it once here, so that the sender hears at once what is wrong with it. */
    private static Manifest read(FileUpload file) throws IOException {
        try (InputStream in = open(file)) {
            return ManifestReader.read(in);
        } catch (ZipException | EOFException broken) {
            String rule = "must be whole: the gzip stream is broken or cut off";
            throw Problem.malformed("manifest.json " + rule, new Problem.FieldError("manifest.json", rule))
                    .asException(broken);
        } catch (UnreadableArtifact unreadable) {
            String path = "manifest.json " + unreadable.fault().path();
            throw Problem.malformed(
                            path + ": " + unreadable.fault().rule(),
                            new Problem.FieldError(path, unreadable.fault().rule()))
                    .asException(unreadable);
        }
    }

    /** The document, decompressed where it came as gzip. */
    private static InputStream open(FileUpload file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file.uploadedFile()), 2);
        byte[] magic = in.readNBytes(2);
        in.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        return gzip ? new GZIPInputStream(in, 64 * 1024) : in;
    }
}
