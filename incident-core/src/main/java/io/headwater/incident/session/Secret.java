package io.headwater.incident.session;

import io.headwater.identity.ContentId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random texts that let their bearer in: 128 bits, given out once and kept as SHA-256 only. */
final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private Secret() {}

    static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String secret) {
        return HexFormat.of().formatHex(ContentId.sha256().digest(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
