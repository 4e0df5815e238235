package io.headwater.access;

import io.headwater.identity.Workspace;
import io.headwater.problem.Problem;
import io.headwater.problem.ProblemMappers;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets in who bears a token of the role that {@link Needs} names, for the workspace in the path. A filter that runs
 * earlier (a cookie session) may set the {@link #GRANT} itself. 401 where nobody is known, 403 where they may not.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class TokenFilter implements ContainerRequestFilter {
    /** Request property that holds the caller's {@link Grant}. */
    public static final String GRANT = "headwater.grant";

    @Context
    ResourceInfo resource;

    private final AccessTokens tokens;

    @Inject
    public TokenFilter(@ConfigProperty(name = "headwater.tokens") Optional<String> configured) {
        this.tokens = AccessTokens.parse(configured.orElse(""));
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String workspace = request.getUriInfo().getPathParameters().getFirst("ws");
        if (workspace != null && !Workspace.isValid(workspace)) {
            refuse(
                    request,
                    Problem.malformed(
                            "workspace '" + workspace + "' is not valid",
                            new Problem.FieldError("ws", "1 to 63 of a-z, 0-9 and '-'")));
            return;
        }
        Optional<Grant> grant = grantOf(request);
        grant.ifPresent(g -> request.setProperty(GRANT, g));
        if (annotation(Open.class) == null) {
            check(request, grant, workspace);
        }
    }

    private void check(ContainerRequestContext request, Optional<Grant> grant, String workspace) {
        Needs needs = annotation(Needs.class);
        if (grant.isEmpty()) {
            refuse(
                    request,
                    Problem.unauthorized("send 'Authorization: Bearer <token>' with a token of this installation"));
        } else if (needs == null) {
            refuse(request, Problem.forbidden("this endpoint is closed"));
        } else if (!grant.get().role().covers(needs.value())) {
            refuse(
                    request,
                    Problem.forbidden("this needs the role "
                            + needs.value().name().toLowerCase(java.util.Locale.ROOT) + "; the token has "
                            + grant.get().role().name().toLowerCase(java.util.Locale.ROOT)));
        } else if (workspace != null && !grant.get().allowsWorkspace(workspace)) {
            refuse(request, Problem.forbidden("the token is not good for workspace " + workspace));
        }
    }

    private Optional<Grant> grantOf(ContainerRequestContext request) {
        if (request.getProperty(GRANT) instanceof Grant known) {
            return Optional.of(known);
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        return tokens.find(header.substring(7).strip());
    }

    private <A extends Annotation> A annotation(Class<A> type) {
        if (resource == null || resource.getResourceMethod() == null) {
            return null;
        }
        A onMethod = resource.getResourceMethod().getAnnotation(type);
        return onMethod != null ? onMethod : resource.getResourceClass().getAnnotation(type);
    }

    private static void refuse(ContainerRequestContext request, Problem problem) {
        request.abortWith(ProblemMappers.response(problem));
    }
}
