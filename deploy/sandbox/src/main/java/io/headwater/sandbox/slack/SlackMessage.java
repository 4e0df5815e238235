package io.headwater.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as it stands.
 *
 * @param ts its id within the channel, Slack's seconds.micros
 * @param threadTs the thread's root, or empty for a root
 * @param broadcast a reply shown in the channel too
 * @param ephemeralFor the only user who sees it, or empty
 * @param metadata an object, or null
 * @param editedTs when last edited, or empty
 * @param postedAt ISO 8601, UTC
 */
public record SlackMessage(
        String channel,
        String ts,
        String threadTs,
        boolean broadcast,
        String ephemeralFor,
        String user,
        String text,
        JsonNode blocks,
        JsonNode attachments,
        JsonNode metadata,
        String editedTs,
        int editCount,
        boolean deleted,
        List<Reaction> reactions,
        String postedAt) {

    /** An emoji's name and who set it. */
    public record Reaction(String name, List<String> users) {}

    /** What a message says: everything an edit may replace. */
    public record Content(String text, JsonNode blocks, JsonNode attachments, JsonNode metadata) {}

    static SlackMessage posted(
            String channel, String ts, String threadTs, boolean broadcast, String user, Content said, String at) {
        return new SlackMessage(
                channel,
                ts,
                threadTs,
                broadcast,
                "",
                user,
                said.text(),
                said.blocks(),
                said.attachments(),
                said.metadata(),
                "",
                0,
                false,
                List.of(),
                at);
    }

    boolean isReply() {
        return !threadTs.isEmpty();
    }

    boolean isEphemeral() {
        return !ephemeralFor.isEmpty();
    }

    Content content() {
        return new Content(text, blocks, attachments, metadata);
    }

    SlackMessage edited(Content now, String at) {
        return new SlackMessage(
                channel,
                ts,
                threadTs,
                broadcast,
                ephemeralFor,
                user,
                now.text(),
                now.blocks(),
                now.attachments(),
                now.metadata(),
                at,
                editCount + 1,
                deleted,
                reactions,
                postedAt);
    }

    SlackMessage onlyFor(String aUser) {
        return copy(aUser, deleted, reactions);
    }

    SlackMessage gone() {
        return copy(ephemeralFor, true, reactions);
    }

    /** With the reaction set by the user, or this very message where it was set already. */
    SlackMessage reacted(String name, String by) {
        List<Reaction> now = new ArrayList<>();
        boolean known = false;
        for (Reaction reaction : reactions) {
            if (reaction.name().equals(name)) {
                if (reaction.users().contains(by)) {
                    return this;
                }
                List<String> users = new ArrayList<>(reaction.users());
                users.add(by);
                now.add(new Reaction(name, users));
                known = true;
            } else {
                now.add(reaction);
            }
        }
        if (!known) {
            now.add(new Reaction(name, List.of(by)));
        }
        return copy(ephemeralFor, deleted, now);
    }

    private SlackMessage copy(String forUser, boolean isGone, List<Reaction> reacted) {
        return new SlackMessage(
                channel,
                ts,
                threadTs,
                broadcast,
                forUser,
                user,
                text,
                blocks,
                attachments,
                metadata,
                editedTs,
                editCount,
                isGone,
                reacted,
                postedAt);
    }
}
