package io.headwater.lineage.view;

import io.headwater.identity.ContentId;
import java.time.Instant;

/**
 * Somebody opened an asset.
 *
 * @param asset URN, or `kind:value` as the producer knows it
 * @param viewer keyed hash
 * @param viewedAt UTC
 * @param views how often within what the event covers; at least 1
 * @param source who tells, e.g. `looker`
 * @param viewId natural key: an event with the same one is the same event
 */
public record ViewEvent(String asset, String viewer, Instant viewedAt, int views, String source, String viewId) {

    /** An event whose source gives it no id is what it says: who, what, when, from whom. */
    public static ViewEvent withoutId(String asset, String viewer, Instant viewedAt, int views, String source) {
        String id = ContentId.of("view", asset, viewer, viewedAt.toString(), source);
        return new ViewEvent(asset, viewer, viewedAt, views, source, id);
    }
}
