package io.headwater.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The name people bear in events: HMAC-SHA-256 over the trimmed, lower-cased e-mail or user name, keyed with the
 * installation's secret; the first 128 bits as hex. Erasing the name behind it leaves nothing to read.
 */
public final class PersonHash {
    private final SecretKeySpec key;

    /** @param secret the installation's key; at least 16 characters */
    public PersonHash(String secret) {
        if (secret == null || secret.length() < 16) {
            throw new IllegalArgumentException(
                    "headwater.people.key is missing or too short: set a secret of at least 16 characters");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** 32 hex digits; the same for the same person in any spelling of case. */
    public String of(String emailOrUserName) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash =
                    mac.doFinal(emailOrUserName.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
