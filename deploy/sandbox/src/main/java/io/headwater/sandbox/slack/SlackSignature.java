package io.headwater.sandbox.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Slack's request signature: {@code v0=} and the hex HMAC-SHA256 of {@code v0:timestamp:body}. */
final class SlackSignature {
    private SlackSignature() {}

    static String of(String secret, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] base = ("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8);
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(base));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing an interaction", e);
        }
    }
}
