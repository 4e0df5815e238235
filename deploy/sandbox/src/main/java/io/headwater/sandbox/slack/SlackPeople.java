package io.headwater.sandbox.slack;

import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workspace's members. An unknown address makes a user: id from a hash of it, name from its local part. */
final class SlackPeople {
    static final String BOT = "U0HEADWATER";

    private final StateFile file;
    private final boolean invent;
    private final Map<String, SlackUser> byId = new LinkedHashMap<>();

    SlackPeople(StateFile file, boolean invent) {
        this.file = file;
        this.invent = invent;
        forget();
        file.opened("slack-user").forEach((id, user) -> byId.put(id, Json.as(user, SlackUser.class)));
    }

    synchronized void forget() {
        byId.clear();
        byId.put(BOT, new SlackUser(BOT, "headwater", "Headwater", "", true));
    }

    synchronized Optional<SlackUser> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized Collection<SlackUser> all() {
        return java.util.List.copyOf(byId.values());
    }

    /** The user of this address, invented where allowed. */
    synchronized Optional<SlackUser> withEmail(String email) {
        String address = email.trim().toLowerCase(Locale.ROOT);
        Optional<SlackUser> known = byId.values().stream()
                .filter(user -> user.email().equals(address))
                .findFirst();
        if (known.isPresent() || !invent || !address.matches("[^@\\s]+@[^@\\s]+")) {
            return known;
        }
        String local = address.substring(0, address.indexOf('@'));
        SlackUser user = new SlackUser(idOf("U", address), local, spoken(local), address, false);
        byId.put(user.id(), user);
        file.put("slack-user", user.id(), user);
        return Optional.of(user);
    }

    /** By id, address, handle or real name, for scripts; an unknown handle is one at example.com. */
    synchronized Optional<SlackUser> named(String who) {
        Optional<SlackUser> known = byId.values().stream()
                .filter(user -> user.id().equals(who)
                        || user.name().equalsIgnoreCase(who)
                        || user.realName().equalsIgnoreCase(who))
                .findFirst();
        if (known.isPresent() || who.isBlank()) {
            return known;
        }
        return withEmail(who.contains("@") ? who : who.trim().replace(' ', '.') + "@example.com");
    }

    /** Nine characters of Slack's id alphabet, the same for the same text for ever. */
    static String idOf(String prefix, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            String number = new java.math.BigInteger(1, hash).toString(36).toUpperCase(Locale.ROOT);
            return prefix + "0" + number.substring(0, 9);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 belongs to every Java platform", e);
        }
    }

    private static String spoken(String local) {
        return Stream.of(local.split("[._+-]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining(" "));
    }
}
