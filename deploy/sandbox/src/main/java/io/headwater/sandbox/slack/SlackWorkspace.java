package io.headwater.sandbox.slack;

import io.headwater.sandbox.journal.StateFile;
import io.headwater.sandbox.web.Changes;
import io.headwater.sandbox.web.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Channels and messages as they stand. Safe for many threads. */
final class SlackWorkspace {
    private final Clock clock;
    private final StateFile file;
    private final Changes changes;
    private final SlackPeople people;
    private final Map<String, SlackChannel> channels = new LinkedHashMap<>();
    private final Map<String, NavigableMap<String, SlackMessage>> messages = new LinkedHashMap<>();
    private long lastMicros;

    SlackWorkspace(Clock clock, StateFile file, Changes changes, boolean inventUsers) {
        this.clock = clock;
        this.file = file;
        this.changes = changes;
        this.people = new SlackPeople(file, inventUsers);
        file.opened("slack-channel").values().forEach(kept -> {
            SlackChannel channel = Json.as(kept, SlackChannel.class);
            channels.put(channel.id(), channel);
        });
        file.opened("slack-message").values().forEach(kept -> {
            SlackMessage message = Json.as(kept, SlackMessage.class);
            lastMicros = Math.max(lastMicros, micros(message.ts()));
            ofChannel(message.channel()).put(message.ts(), message);
        });
    }

    SlackPeople people() {
        return people;
    }

    Instant now() {
        return clock.instant();
    }

    /** A time stamp no message had before, of six decimals, increasing. */
    synchronized String nextTs() {
        Instant now = clock.instant();
        lastMicros = Math.max(lastMicros + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
        return "%d.%06d".formatted(lastMicros / 1_000_000, lastMicros % 1_000_000);
    }

    private static long micros(String ts) {
        return Long.parseLong(ts.replace(".", ""));
    }

    synchronized Collection<SlackChannel> channels() {
        return List.copyOf(channels.values());
    }

    /** By id alone. */
    synchronized Optional<SlackChannel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** Where a message may be sent: a channel's id, its name (invented on first use), or a user's id. */
    synchronized SlackChannel destination(String address) {
        SlackChannel known = channels.get(address);
        if (known != null) {
            return known;
        }
        if (people.find(address).isPresent()) {
            return direct(address);
        }
        String name = address.startsWith("#") ? address.substring(1) : address;
        boolean isName = name.equals(name.toLowerCase(Locale.ROOT)) && name.matches("[\\p{L}\\p{N}_-]{1,80}");
        if (!isName) {
            throw new SlackError("channel_not_found");
        }
        return channels.values().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseGet(() -> open(SlackPeople.idOf("C", name), name, ""));
    }

    /** The conversation with one user. */
    synchronized SlackChannel direct(String user) {
        return channels.values().stream()
                .filter(channel -> channel.direct().equals(user))
                .findFirst()
                .orElseGet(() -> open(SlackPeople.idOf("D", user), "", user));
    }

    private SlackChannel open(String id, String name, String direct) {
        SlackChannel channel = new SlackChannel(id, name, clock.instant().getEpochSecond(), direct);
        channels.put(id, channel);
        file.put("slack-channel", id, channel);
        return channel;
    }

    synchronized void put(SlackMessage message) {
        ofChannel(message.channel()).put(message.ts(), message);
        file.put("slack-message", message.channel() + "/" + message.ts(), message);
        changes.changed("slack", message.channel());
    }

    synchronized Optional<SlackMessage> message(String channel, String ts) {
        return Optional.ofNullable(ofChannel(channel).get(ts)).filter(message -> !message.deleted());
    }

    /** A channel's messages, oldest first, deleted ones left out. */
    synchronized List<SlackMessage> messages(String channel) {
        return ofChannel(channel).values().stream()
                .filter(message -> !message.deleted())
                .toList();
    }

    /** Every message of every channel, in the order posted. */
    synchronized List<SlackMessage> allMessages() {
        return messages.keySet().stream()
                .flatMap(channel -> messages(channel).stream())
                .sorted(java.util.Comparator.comparingLong(message -> micros(message.ts())))
                .toList();
    }

    synchronized void wipe() {
        channels.clear();
        messages.clear();
        people.forget();
        changes.changed("slack", "");
    }

    private NavigableMap<String, SlackMessage> ofChannel(String id) {
        return messages.computeIfAbsent(id, unknown -> new TreeMap<>());
    }
}
