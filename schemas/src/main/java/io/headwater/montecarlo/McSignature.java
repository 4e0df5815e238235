package io.headwater.montecarlo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The `x-mcd-signature` header: hex HMAC-SHA-512, with the shared secret, over Python's `urlencode` of the parsed body
 * (Monte Carlo's documentation, "Webhooks").
 */
public final class McSignature {
    private final SecretKeySpec key;

    /** @param secret as set in Monte Carlo; not empty */
    public McSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA512");
    }

    /** The signature of a body, as Monte Carlo computes it. */
    public String of(ObjectNode body) {
        return HexFormat.of().formatHex(mac(new PythonRendering(true).urlencode(body)));
    }

    /** Whether the header is the body's signature; takes the same time wherever they differ. */
    public boolean matches(ObjectNode body, String header) {
        byte[] given;
        try {
            given = HexFormat.of().parseHex(header.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notHex) {
            return false;
        }
        boolean newer = MessageDigest.isEqual(mac(new PythonRendering(true).urlencode(body)), given);
        boolean older = MessageDigest.isEqual(mac(new PythonRendering(false).urlencode(body)), given);
        return newer | older;
    }

    private byte[] mac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(key);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA512", impossible);
        }
    }
}
