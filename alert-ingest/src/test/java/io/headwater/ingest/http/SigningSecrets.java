package io.headwater.ingest.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives two workspaces a secret: one signs, the other has its own in the URL. Every other one needs a token. */
public final class SigningSecrets implements QuarkusTestResourceLifecycleManager {
    static final String SIGNING_WORKSPACE = "it-signed";
    static final String SIGNING_SECRET = "sign me = ünsinn";
    static final String URL_WORKSPACE = "it-url";
    static final String URL_SECRET = "only-monte-carlo-knows";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "headwater.monte-carlo.secrets", SIGNING_WORKSPACE + "=" + SIGNING_SECRET,
                "headwater.ingest.url-secrets", URL_WORKSPACE + "/monte-carlo=" + URL_SECRET);
    }

    @Override
    public void stop() {
        // Settings end with the application.
    }
}
