package io.headwater.access;

import io.headwater.identity.ContentId;
import io.headwater.identity.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The static tokens of an installation; only their SHA-256 is configured. */
public final class AccessTokens {
    private final Map<String, Grant> byHash;

    private AccessTokens(Map<String, Grant> byHash) {
        this.byHash = Map.copyOf(byHash);
    }

    /**
     * Reads `role:workspace:sha256hex`, comma-separated; `*` stands for every workspace.
     *
     * @throws IllegalArgumentException that says which entry is wrong (never the token)
     */
    public static AccessTokens parse(String config) {
        Map<String, Grant> grants = new HashMap<>();
        int entry = 0;
        for (String part : config.split(",")) {
            entry++;
            if (part.isBlank()) {
                continue;
            }
            String[] fields = part.strip().split(":");
            if (fields.length != 3 || !fields[2].matches("[0-9a-fA-F]{64}")) {
                throw new IllegalArgumentException(
                        "headwater.tokens, entry " + entry + ": expected role:workspace:sha256hex");
            }
            if (!fields[1].equals(Grant.EVERYWHERE) && !Workspace.isValid(fields[1])) {
                throw new IllegalArgumentException("headwater.tokens, entry " + entry + ": workspace '" + fields[1]
                        + "' is neither * nor 1 to 63 of a-z, 0-9 and '-'");
            }
            String hash = fields[2].toLowerCase(Locale.ROOT);
            grants.put(hash, new Grant(role(fields[0], entry), fields[1], "token " + hash.substring(0, 8)));
        }
        return new AccessTokens(grants);
    }

    /** The grant of a token; looked up by its hash, so that no comparison leaks its prefix. */
    public Optional<Grant> find(String token) {
        return Optional.ofNullable(byHash.get(hash(token)));
    }

    /** How a token stands in the configuration. */
    public static String hash(String token) {
        return HexFormat.of().formatHex(ContentId.sha256().digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static Role role(String name, int entry) {
        for (Role role : Role.values()) {
            if (role.name().equalsIgnoreCase(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("headwater.tokens, entry " + entry + ": role '" + name
                + "' is none of producer, viewer, responder, admin");
    }
}
