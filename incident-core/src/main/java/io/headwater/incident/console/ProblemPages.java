package io.headwater.incident.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.identity.Workspace;
import io.headwater.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a problem as a page of the console to who looks at pages; programs have it as it is. */
public class ProblemPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern OF_WORKSPACE = Pattern.compile("/?(?:incidents|silences)/([^/]+)(?:/.*)?");

    @CheckedTemplate(basePath = "console")
    static class Templates {
        /** @param workspace null: of none */
        static native TemplateInstance problem(Problem problem, String workspace);

        private Templates() {}
    }

    @ServerResponseFilter
    public void filter(ContainerRequestContext request, ContainerResponseContext response)
            throws JsonProcessingException {
        boolean problem = response.getEntity() instanceof String
                && response.getMediaType() != null
                && response.getMediaType().getSubtype().equals("problem+json");
        if (!problem || !isForPages(request)) {
            return;
        }
        Problem told = JSON.readValue((String) response.getEntity(), Problem.class);
        String page = Templates.problem(told, workspace(request)).render();
        response.setEntity(page, null, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** A browser asks for HTML by name; `*` is said by programs too. */
    private static boolean isForPages(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        List<MediaType> wanted = request.getAcceptableMediaTypes();
        return !path.startsWith("/api/")
                && !path.startsWith("api/")
                && wanted.stream().anyMatch(type -> type.getSubtype().equals("html"));
    }

    private static String workspace(ContainerRequestContext request) {
        Matcher path = OF_WORKSPACE.matcher(request.getUriInfo().getPath());
        return path.matches() && Workspace.isValid(path.group(1)) ? path.group(1) : null;
    }
}
