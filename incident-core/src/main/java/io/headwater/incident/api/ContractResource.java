package io.headwater.incident.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.topics.AsyncApiDocument;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What subscribers of the topics build against. */
@Path("/api/asyncapi")
@Produces(MediaType.APPLICATION_JSON)
@Needs(Role.VIEWER)
@Tag(name = "contract")
public class ContractResource {
    private static final String DOCUMENT = AsyncApiDocument.json();

    @GET
    @Operation(summary = "Every topic and record, as AsyncAPI 3.0 with the records' Avro schemas")
    public String document() {
        return DOCUMENT;
    }
}
