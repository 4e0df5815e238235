package io.headwater.incident.session;

import io.headwater.access.Open;
import io.headwater.access.TokenFilter;
import io.headwater.problem.Problem;
import io.headwater.problem.ProblemMappers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets the bearer of a session cookie in, before tokens are asked for; a token given goes before a cookie. */
@ApplicationScoped
public class SessionFilter {
    static final String COOKIE = "headwater_session";
    private static final String SESSION = "headwater.session";

    private final Sessions sessions;
    private final SameOrigin sameOrigin;

    @Inject
    SessionFilter(Sessions sessions, @ConfigProperty(name = "headwater.public-url") String publicUrl) {
        this.sessions = sessions;
        this.sameOrigin = new SameOrigin(publicUrl);
    }

    /** Whether the caller came in by a console session, not by a token. */
    public static boolean isSession(ContainerRequestContext request) {
        return request.getProperty(SESSION) != null;
    }

    /** Null: go on. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 100, nonBlocking = true)
    public Uni<Response> filter(ContainerRequestContext request, ResourceInfo resource) {
        if (request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            return Uni.createFrom().nullItem();
        }
        Cookie cookie = request.getCookies().get(COOKIE);
        if (cookie == null) {
            return Uni.createFrom().item(stranger(request, resource));
        }
        return sessions.find(cookie.getValue()).map(grant -> {
            if (grant.isEmpty()) {
                return stranger(request, resource);
            }
            if (!isFromOurPages(request)) {
                return ProblemMappers.response(
                        Problem.forbidden("the request did not come from a page of this installation"));
            }
            request.setProperty(TokenFilter.GRANT, grant.get());
            request.setProperty(SESSION, Boolean.TRUE);
            return null;
        });
    }

    private boolean isFromOurPages(ContainerRequestContext request) {
        return sameOrigin.allows(
                request.getMethod(), request.getHeaderString("Sec-Fetch-Site"), request.getHeaderString("Origin"));
    }

    /** A page for people who open one without a session; programs get a problem from the token filter. */
    private static Response stranger(ContainerRequestContext request, ResourceInfo resource) {
        boolean page = request.getMethod().equals("GET")
                && Optional.ofNullable(request.getHeaderString(HttpHeaders.ACCEPT))
                        .orElse("")
                        .contains(MediaType.TEXT_HTML);
        if (!page || isOpen(resource)) {
            return null;
        }
        // A strict cookie does not travel with a link from another site (Slack, a mail): the browser is sent here once
        // more, by ourselves this time.
        return "cross-site".equals(request.getHeaderString("Sec-Fetch-Site"))
                ? SessionPages.again(
                        request.getUriInfo().getRequestUri().getRawPath(),
                        request.getUriInfo().getRequestUri().getRawQuery())
                : SessionPages.signIn();
    }

    private static boolean isOpen(ResourceInfo resource) {
        return resource.getResourceMethod() == null
                || resource.getResourceMethod().isAnnotationPresent(Open.class)
                || resource.getResourceClass().isAnnotationPresent(Open.class);
    }
}
