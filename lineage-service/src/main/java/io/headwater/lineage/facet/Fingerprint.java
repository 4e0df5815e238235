package io.headwater.lineage.facet;

import io.headwater.identity.ContentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/** SHA-256 over parts with their lengths, so that no two different contents read the same. */
final class Fingerprint {
    private final MessageDigest digest = ContentId.sha256();

    /** A text, or null for what is absent. */
    Fingerprint add(String part) {
        if (part == null) {
            length(-1);
        } else {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            length(bytes.length);
            digest.update(bytes);
        }
        return this;
    }

    <T> Fingerprint addAll(Collection<T> items, BiConsumer<Fingerprint, T> each) {
        length(items.size());
        items.forEach(item -> each.accept(this, item));
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private void length(int n) {
        digest.update((byte) (n >>> 24));
        digest.update((byte) (n >>> 16));
        digest.update((byte) (n >>> 8));
        digest.update((byte) n);
    }
}
