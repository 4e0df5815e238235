package io.headwater.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids derived from content, so that a repeat or a replay yields the same. */
public final class ContentId {
    private ContentId() {}

    /** A prefix and the first 80 bits of SHA-256 over the parts, as 20 hex digits. */
    public static String of(String prefix, String... parts) {
        return prefix + "-" + HexFormat.of().formatHex(digest(parts), 0, 10);
    }

    /** The first 64 bits of SHA-256 over the parts. */
    public static long number(String... parts) {
        return ByteBuffer.wrap(digest(parts)).getLong();
    }

    private static byte[] digest(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return digest.digest();
    }

    /** SHA-256, which every JDK has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
