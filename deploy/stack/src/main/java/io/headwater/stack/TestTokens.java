package io.headwater.stack;

import io.headwater.access.AccessTokens;

/** The bearer tokens that services under test know. */
public final class TestTokens {
    /** Admin of every workspace. */
    public static final String ADMIN = "test-admin";
    /** Producer in every workspace. */
    public static final String PRODUCER = "test-producer";
    /** Responder in every workspace. */
    public static final String RESPONDER = "test-responder";
    /** Viewer in every workspace. */
    public static final String VIEWER = "test-viewer";
    /** Producer in the workspace `acme` only. */
    public static final String ACME_PRODUCER = "test-acme-producer";
    /** Responder in the workspace `acme` only. */
    public static final String ACME_RESPONDER = "test-acme-responder";
    /** Viewer in the workspace `acme` only. */
    public static final String ACME_VIEWER = "test-acme-viewer";
    /** Admin of the workspace `acme` only. */
    public static final String ACME_ADMIN = "test-acme-admin";

    private TestTokens() {}

    /** The value of `headwater.tokens` that grants them. */
    public static String configuration() {
        return String.join(
                ",",
                grant("admin", "*", ADMIN),
                grant("producer", "*", PRODUCER),
                grant("responder", "*", RESPONDER),
                grant("viewer", "*", VIEWER),
                grant("admin", "acme", ACME_ADMIN),
                grant("producer", "acme", ACME_PRODUCER),
                grant("responder", "acme", ACME_RESPONDER),
                grant("viewer", "acme", ACME_VIEWER));
    }

    private static String grant(String role, String workspace, String token) {
        return role + ":" + workspace + ":" + AccessTokens.hash(token);
    }
}
