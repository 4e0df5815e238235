package io.headwater.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.access.Grant;
import io.headwater.access.Role;
import io.headwater.ingest.IngestSettings;
import io.headwater.montecarlo.McSignature;
import io.headwater.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may post a Monte Carlo webhook: where the workspace has a secret, whoever signs with it and nobody else; elsewhere
 * a producer's bearer token, or the source's own secret in the URL.
 */
@ApplicationScoped
class McAdmission {
    private final WorkspaceSecrets signing;
    private final WorkspaceSecrets url;

    @Inject
    McAdmission(
            @ConfigProperty(name = "headwater.monte-carlo.secrets") Optional<String> secrets, IngestSettings settings) {
        this.signing = WorkspaceSecrets.parse("headwater.monte-carlo.secrets", secrets.orElse(""));
        this.url = WorkspaceSecrets.parse(
                "headwater.ingest.url-secrets", settings.urlSecrets().orElse(""));
    }

    /**
     * Before the body is read: whether there is any point in reading it.
     *
     * @throws io.headwater.problem.ProblemException 401 or 403
     */
    void atTheDoor(String workspace, String signature, Grant grant, String key) {
        if (signing.of(workspace).isPresent()) {
            if (signature == null) {
                throw Problem.unauthorized("workspace " + workspace
                                + " wants webhooks signed: the header x-mcd-signature is missing")
                        .asException();
            }
        } else if (grant == null && (key == null || !url.matches(workspace + "/monte-carlo", key))) {
            throw Problem.unauthorized(
                            "send a producer's bearer token, or the source's secret as ?key=; or configure a "
                                    + "signing secret for the workspace")
                    .asException();
        } else if (grant != null && !grant.allows(Role.PRODUCER, workspace)) {
            throw Problem.forbidden("this needs the role producer for workspace " + workspace)
                    .asException();
        }
    }

    /**
     * Once the body is parsed.
     *
     * @throws io.headwater.problem.ProblemException 401
     */
    void signed(String workspace, String signature, JsonNode body) {
        Optional<String> secret = signing.of(workspace);
        if (secret.isPresent()
                && !(body instanceof ObjectNode object && new McSignature(secret.get()).matches(object, signature))) {
            throw Problem.unauthorized("x-mcd-signature is not the signature of this body with the workspace's secret")
                    .asException();
        }
    }
}
