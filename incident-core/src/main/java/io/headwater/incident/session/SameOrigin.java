package io.headwater.incident.session;

import java.net.URI;
import java.util.Set;

/**
 * Whether a request that changes something was made by one of our own pages, as the browser says (Fetch Metadata:
 * Sec-Fetch-Site; RFC 6454: Origin). A browser that says neither is refused.
 */
final class SameOrigin {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final String origin;

    SameOrigin(String publicUrl) {
        URI url = URI.create(publicUrl);
        this.origin = url.getScheme() + "://" + url.getAuthority();
    }

    boolean allows(String method, String secFetchSite, String originHeader) {
        if (SAFE.contains(method)) {
            return true;
        }
        return secFetchSite == null ? origin.equals(originHeader) : secFetchSite.equals("same-origin");
    }
}
