package io.headwater.incident.policy.registry;

import io.headwater.schema.Policy;
import io.headwater.topics.RecordKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All versions of all policies, as the topic tells them; the first record of a version stands. Safe for several threads.
 */
final class PolicyBook {
    /** `workspace|kind/name` → version → policy. */
    private final TreeMap<String, TreeMap<Long, Policy>> byName = new TreeMap<>();

    synchronized void add(Policy policy) {
        byName.computeIfAbsent(place(policy.getWorkspace(), policy.getKind(), policy.getName()), k -> new TreeMap<>())
                .putIfAbsent(policy.getVersion(), policy);
        notifyAll();
    }

    /** The newest version, removed ones included. */
    synchronized Optional<Policy> newest(String workspace, String kind, String name) {
        TreeMap<Long, Policy> versions = byName.get(place(workspace, kind, name));
        return versions == null
                ? Optional.empty()
                : Optional.of(versions.lastEntry().getValue());
    }

    /** One version. */
    synchronized Optional<Policy> version(String workspace, String kind, String name, long version) {
        return Optional.ofNullable(byName.getOrDefault(place(workspace, kind, name), new TreeMap<>())
                .get(version));
    }

    /** Every version, newest first. */
    synchronized List<Policy> versions(String workspace, String kind, String name) {
        return List.copyOf(byName.getOrDefault(place(workspace, kind, name), new TreeMap<>())
                .descendingMap()
                .values());
    }

    /** What is in force in a workspace, by kind and name. */
    synchronized List<Policy> inForce(String workspace) {
        List<Policy> policies = new ArrayList<>();
        byName.subMap(workspace + "|", workspace + "}").forEach((place, versions) -> {
            Policy newest = versions.lastEntry().getValue();
            if (!newest.getRemoved()) {
                policies.add(newest);
            }
        });
        policies.sort(Comparator.comparing(Policy::getKind).thenComparing(Policy::getName));
        return policies;
    }

    /** Every version of each policy of a kind, newest first, by name; those that ended included. */
    synchronized List<List<Policy>> ofKind(String workspace, String kind) {
        String prefix = place(workspace, kind, "");
        return byName.subMap(prefix, prefix + Character.MAX_VALUE).values().stream()
                .map(versions -> List.copyOf(versions.descendingMap().values()))
                .toList();
    }

    /** Waits until that version is in the book, or the time is over. */
    synchronized Optional<Policy> await(Policy written, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        Optional<Policy> found = find(written);
        while (found.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            found = find(written);
        }
        return found;
    }

    private Optional<Policy> find(Policy written) {
        return version(written.getWorkspace(), written.getKind(), written.getName(), written.getVersion());
    }

    private static String place(String workspace, String kind, String name) {
        return RecordKey.of(workspace, kind + "/" + name);
    }
}
