package io.headwater.incident.backtest;

import io.headwater.incident.backtest.BacktestReport.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How one incident differs, and why. */
final class Changes {
    private final Tales then;
    private final Tales now;

    private final Map<String, List<String>> failuresThen;
    private final Map<String, List<String>> failuresNow;

    Changes(Tales then, Tales now) {
        this.then = then;
        this.now = now;
        this.failuresThen = byIncident(then);
        this.failuresNow = byIncident(now);
    }

    private static Map<String, List<String>> byIncident(Tales tales) {
        Map<String, List<String>> byIncident = new HashMap<>();
        tales.failures().forEach((key, failure) -> byIncident
                .computeIfAbsent(failure.incident(), incident -> new ArrayList<>())
                .add(key));
        return byIncident;
    }

    List<Change> of(Optional<Tale> before, Optional<Tale> after) {
        if (after.isEmpty()) {
            Tale gone = before.orElseThrow();
            return List.of(new Change(
                    "gone", Optional.of(words(gone)), Optional.empty(), where(failuresThen.get(gone.id()), now)));
        } else if (before.isEmpty()) {
            Tale fresh = after.get();
            return List.of(new Change(
                    "new", Optional.empty(), Optional.of(words(fresh)), where(failuresNow.get(fresh.id()), then)));
        }
        return of(before.get(), after.get());
    }

    private static List<Change> of(Tale before, Tale after) {
        List<Change> changes = new ArrayList<>();
        if (!before.mergedInto().equals(after.mergedInto())) {
            add(changes, "merged", into(before), into(after), "");
        } else if (after.mergedInto().isEmpty()) {
            if (before.priority() != after.priority()) {
                add(
                        changes,
                        "priority",
                        before.priority().name(),
                        after.priority().name(),
                        after.priorityReason());
            }
            if (!before.rootCauses().equals(after.rootCauses())) {
                add(changes, "rootCause", causes(before), causes(after), after.rootCauseReason());
            }
        }
        if (!before.toldAfter().equals(after.toldAfter())) {
            add(changes, "announced", told(before), told(after), whyNotTold(after));
        }
        return changes;
    }

    private static void add(List<Change> changes, String what, String then, String now, String because) {
        changes.add(new Change(what, Optional.of(then), Optional.of(now), because));
    }

    private static String words(Tale tale) {
        return tale.priority()
                + ", "
                + told(tale)
                + tale.mergedInto().map(into -> ", then merged into " + into).orElse("");
    }

    private static String into(Tale tale) {
        return tale.mergedInto().map(into -> "merged into " + into).orElse("on its own");
    }

    private static String causes(Tale tale) {
        return tale.rootCauses().isEmpty() ? "none known" : String.join(", ", tale.rootCauses());
    }

    private static String told(Tale tale) {
        return tale.toldAfter()
                .map(after -> after.isZero() ? "told at once" : "told after " + Spans.words(after))
                .orElse("told nobody");
    }

    private static String whyNotTold(Tale tale) {
        if (tale.isAnnounced()) {
            return "";
        } else if (tale.mergedInto().isPresent()) {
            return "it was merged before it was told";
        } else if (tale.late()) {
            return "it was heard of a day late";
        }
        return tale.resolvedAfter()
                .map(after -> "it was over after " + Spans.words(after))
                .orElse("");
    }

    /** Where the failures of an incident are that the other side does not know. */
    private static String where(List<String> failures, Tales others) {
        if (failures == null) {
            return "";
        }
        Map<String, Integer> places = new TreeMap<>();
        for (String failure : failures) {
            Tales.Failure there = others.failures().get(failure);
            places.merge(there == null ? "" : others.survivor(there.incident()).id(), 1, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        places.forEach((id, count) -> parts.add(
                id.isEmpty()
                        ? count + " in no incident"
                        : "%d in %s \"%s\""
                                .formatted(count, id, others.survivor(id).title())));
        return "of its failures " + String.join(", ", parts);
    }
}
