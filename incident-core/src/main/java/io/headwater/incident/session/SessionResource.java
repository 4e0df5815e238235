package io.headwater.incident.session;

import io.headwater.access.Grant;
import io.headwater.access.Needs;
import io.headwater.access.Open;
import io.headwater.access.Role;
import io.headwater.access.TokenFilter;
import io.headwater.identity.Workspace;
import io.headwater.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Into the console and out of it. */
@Path("/")
@Tag(name = "console")
public class SessionResource {
    private static final String LOGIN = "/login";

    private final Sessions sessions;
    private final String publicUrl;

    @Inject
    SessionResource(Sessions sessions, @ConfigProperty(name = "headwater.public-url") String publicUrl) {
        this.sessions = sessions;
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    /**
     * Whom a link is for; all may be absent.
     *
     * @param email the person's, shown with what they do; `console` where absent
     * @param role viewer, responder or admin; the caller's own where absent
     * @param workspace or `*`; the caller's own where absent
     */
    public record LinkRequest(String email, String role, String workspace) {}

    /** A link that is good once, until then. */
    public record LinkAnswer(String url, Instant expiresAt) {}

    @POST
    @Path("/api/console/links")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.ADMIN)
    @Operation(
            summary = "A one-time link into the console",
            description = "{\"email\", \"role\", \"workspace\"}, all optional; good once and for 15 minutes")
    public Uni<Response> link(@Context ContainerRequestContext request, LinkRequest asked) {
        Grant caller = (Grant) request.getProperty(TokenFilter.GRANT);
        Grant grant = grant(asked == null ? new LinkRequest(null, null, null) : asked, caller);
        return sessions.issue(grant).map(link -> Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new LinkAnswer(publicUrl + LOGIN + "?code=" + link.code(), link.expiresAt()))
                .build());
    }

    @GET
    @Path(LOGIN)
    @Produces(MediaType.TEXT_HTML)
    @Open(because = "the code in the link is the proof")
    @Operation(summary = "Redeem a one-time link")
    public Uni<Response> login(@RestQuery String code) {
        if (code == null || code.isBlank()) {
            return Uni.createFrom().item(SessionPages.signedOut());
        }
        return sessions.redeem(code.strip()).map(id -> id.map(this::enter).orElseGet(SessionPages::stale));
    }

    @POST
    @Path("/logout")
    @Consumes(MediaType.WILDCARD)
    @Open(because = "it only ends the session of the cookie it comes with")
    @Operation(summary = "End the session")
    public Uni<Response> logout(@CookieParam(SessionFilter.COOKIE) String id) {
        Uni<Void> ended = id == null ? Uni.createFrom().voidItem() : sessions.end(id);
        return ended.map(done ->
                Response.seeOther(URI.create(LOGIN)).cookie(cookie("", 0)).build());
    }

    private Response enter(String id) {
        return Response.seeOther(URI.create("/"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(cookie(id, NewCookie.DEFAULT_MAX_AGE))
                .build();
    }

    /** Without an age of its own: the browser keeps it while it runs, the server while the session lasts. */
    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(SessionFilter.COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(publicUrl.startsWith("https:"))
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(maxAge)
                .build();
    }

    private static Grant grant(LinkRequest asked, Grant caller) {
        String workspace = asked.workspace() == null ? caller.workspace() : asked.workspace();
        if (!workspace.equals(Grant.EVERYWHERE) && !Workspace.isValid(workspace)) {
            throw wrong("workspace", "must be * or 1 to 63 of a-z, 0-9 and '-'");
        }
        if (!caller.allowsWorkspace(workspace)) {
            throw Problem.forbidden("the token is not good for workspace " + workspace)
                    .asException();
        }
        String who = asked.email() == null || asked.email().isBlank()
                ? "console"
                : asked.email().strip();
        return new Grant(role(asked.role(), caller), workspace, who);
    }

    private static Role role(String name, Grant caller) {
        if (name == null) {
            return caller.role();
        }
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.PRODUCER && role.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong("role", "must be viewer, responder or admin"));
    }

    private static RuntimeException wrong(String field, String rule) {
        return Problem.malformed(field + " " + rule, new Problem.FieldError(field, rule))
                .asException();
    }
}
