package io.headwater.ticketing.jira;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The resources used, as Atlassian documents them (Jira Cloud platform REST API v3). */
@Path("/rest/api/3")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface JiraApi {
    @POST
    @Path("/issue")
    JsonNode create(JsonNode issue);

    @GET
    @Path("/issue/{key}")
    JsonNode issue(@PathParam("key") String key, @QueryParam("fields") String fields);

    @PUT
    @Path("/issue/{key}")
    void edit(@PathParam("key") String key, JsonNode issue);

    @POST
    @Path("/search/jql")
    JsonNode search(JsonNode query);

    @GET
    @Path("/issue/{key}/comment")
    JsonNode comments(
            @PathParam("key") String key,
            @QueryParam("orderBy") String orderBy,
            @QueryParam("maxResults") int maxResults);

    @POST
    @Path("/issue/{key}/comment")
    JsonNode comment(@PathParam("key") String key, JsonNode comment);

    @GET
    @Path("/issue/{key}/transitions")
    JsonNode transitions(@PathParam("key") String key);

    @POST
    @Path("/issue/{key}/transitions")
    void transition(@PathParam("key") String key, JsonNode transition);

    @POST
    @Path("/issue/{key}/remotelink")
    JsonNode remoteLink(@PathParam("key") String key, JsonNode link);
}
