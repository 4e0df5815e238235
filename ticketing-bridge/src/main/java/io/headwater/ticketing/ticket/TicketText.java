package io.headwater.ticketing.ticket;

import static io.headwater.ticketing.adf.Adf.bullets;
import static io.headwater.ticketing.adf.Adf.code;
import static io.headwater.ticketing.adf.Adf.document;
import static io.headwater.ticketing.adf.Adf.heading;
import static io.headwater.ticketing.adf.Adf.link;
import static io.headwater.ticketing.adf.Adf.paragraph;
import static io.headwater.ticketing.adf.Adf.strong;
import static io.headwater.ticketing.adf.Adf.text;

import io.headwater.ticketing.adf.Adf;
import io.headwater.ticketing.adf.Adf.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a ticket says: summary, description, comments. */
public final class TicketText {
    /** Jira: summary at most 255 characters, on one line. */
    static final int SUMMARY = 255;
    /** Jira: description at most 32,767 characters; with room to spare. */
    static final int DESCRIPTION = 30_000;

    private static final int SENTENCE = 2_000;
    private static final int NAME = 200;
    /** From plenty to little: the first that fits is taken, the last always does. */
    private static final List<Room> ROOMS = List.of(
            new Room(50, SENTENCE),
            new Room(25, SENTENCE),
            new Room(10, SENTENCE),
            new Room(3, SENTENCE),
            new Room(0, SENTENCE),
            new Room(0, SENTENCE / 4));

    private static final int SHORT_HASH = 8;

    /** How many dashboards a description shows and how long a sentence may be. */
    private record Room(int dashboards, int sentence) {}

    private final Names names;
    private final String page;
    private final String incident;
    private final String incidents;

    /**
     * @param origin where people find Headwater, e.g. `https://headwater.example.com`
     * @param names of the workspace's people
     */
    public TicketText(String origin, String workspace, String incident, Names names) {
        this.names = names;
        this.incident = incident;
        this.incidents = origin.replaceAll("/+$", "") + "/incidents/" + workspace + "/";
        this.page = incidents + incident;
    }

    /** The incident's page in the console. */
    public String page() {
        return page;
    }

    /** What the ticket's link to the incident is called; at most 255 characters on one line. */
    public String linkTitle(String title) {
        return Words.cut(Adf.printable(incident + ": " + title).strip(), SUMMARY);
    }

    /** `P0: what broke`; at most 255 characters on one line. */
    public String summary(Sight sight) {
        return Words.cut(Adf.printable(sight.priority() + ": " + sight.title()).strip(), SUMMARY);
    }

    /** What broke, why, what it touches, since when, and where to look; as many dashboards as Jira's limit allows. */
    public Node description(Sight sight) {
        Node whole = description(sight, ROOMS.get(0));
        for (int i = 1; i < ROOMS.size() && whole.weight() > DESCRIPTION; i++) {
            whole = description(sight, ROOMS.get(i));
        }
        return whole;
    }

    /**
     * A comment. Its link to the incident bears {@code mark}, by which it is found again.
     *
     * @param mark unique to this comment
     */
    public Node comment(Intent.Comment comment, String mark) {
        Sight sight = comment.sight();
        List<Node> blocks = new ArrayList<>();
        switch (comment.topic()) {
            case RESOLVED -> blocks.add(paragraph(strong("Resolved"), text(" " + resolved(sight))));
            case REOPENED ->
                blocks.add(paragraph(
                        strong("Reopened"), text(" on " + Words.time(comment.at()) + ": it is broken again.")));
            case MERGED_INTO ->
                blocks.add(paragraph(
                        strong("Merged"),
                        text(" into "),
                        link(comment.other(), incidents + comment.other()),
                        text(": one cause explains both. The work goes on there.")));
            case MERGED_FROM ->
                blocks.add(paragraph(
                        strong("Merged"),
                        text(": "),
                        link(comment.other(), incidents + comment.other()),
                        text(" has the same cause and lives on here.")));
        }
        blocks.add(paragraph(text(Words.cut(comment.reason(), SENTENCE))));
        blocks.add(paragraph(link("Open " + incident + " in Headwater", page + "#" + mark)));
        return document(blocks);
    }

    private String resolved(Sight sight) {
        String who = sight.resolvedBy()
                .flatMap(doer -> doer.person().map(person -> "by " + Words.cut(name(person), NAME / 2) + via(doer)))
                .orElse("automatically");
        String broken = sight.brokenSince()
                .flatMap(since -> sight.resolvedAt().map(end -> Duration.between(since, end)))
                .map(length ->
                        " It was broken for " + (sight.atLeast() ? "at least " : "") + Words.length(length) + ".")
                .orElse("");
        String when = sight.resolvedAt().map(at -> " on " + Words.time(at)).orElse("");
        return who + when + "." + broken;
    }

    private static String via(Doer doer) {
        return doer.via().isBlank() ? "" : " in " + Words.cut(doer.via(), NAME / 2);
    }

    private Node description(Sight sight, Room room) {
        List<Node> blocks = new ArrayList<>();
        blocks.add(heading(3, "What broke"));
        blocks.add(paragraph(text(Words.cut(sight.title(), room.sentence()))));
        sight.brokenSince()
                .ifPresent(since -> blocks.add(paragraph(
                        strong("Broken since: "),
                        text(Words.time(since) + (sight.atLeast() ? " at the latest: it never passed before" : "")))));
        blocks.add(heading(3, sight.suspected() ? "Root cause (suspected)" : "Root cause"));
        blocks.add(bullets(sight.rootCauses().stream()
                .limit(10)
                .map(urn -> paragraph(code(Words.cut(urn, NAME))))
                .toList()));
        String why = sight.causeReason().isBlank() ? "Not known yet." : sight.causeReason();
        blocks.add(paragraph(text(Words.cut(why, room.sentence()))));
        blocks.add(heading(3, "Why " + sight.priority()));
        blocks.add(bullets(sight.reasons().stream()
                .limit(10)
                .map(reason -> reason(reason, room))
                .toList()));
        blocks.addAll(blastRadius(sight.impact(), room.dashboards()));
        blocks.add(paragraph(link("Open " + incident + " in Headwater", page)));
        return document(blocks.stream().filter(block -> !block.isEmpty()).toList());
    }

    private static Node reason(Sight.Reason reason, Room room) {
        return paragraph(
                strong(Words.cut(reason.rule(), NAME)),
                text(reason.facts().isBlank() ? "" : ": " + Words.cut(reason.facts(), room.sentence() / 4)));
    }

    private List<Node> blastRadius(Sight.Impact impact, int dashboards) {
        List<Sight.Dashboard> shown =
                impact.dashboards().stream().limit(dashboards).toList();
        int more = impact.dashboardCount() - shown.size();
        return List.of(
                heading(3, "Blast radius"),
                paragraph(text("%s, %s, %s since it broke."
                        .formatted(
                                Words.count(impact.assets(), "asset"),
                                Words.count(impact.dashboardCount(), "dashboard"),
                                Words.count(impact.viewers(), "viewer")))),
                bullets(shown.stream().map(this::dashboard).toList()),
                paragraph(text(more > 0 ? "… and " + Words.count(more, "more dashboard") : "")));
    }

    private Node dashboard(Sight.Dashboard dashboard) {
        String owners = Stream.concat(dashboard.people().stream().map(this::name), dashboard.teams().stream())
                .limit(5)
                .map(owner -> Words.cut(owner, NAME / 2))
                .collect(Collectors.joining(", "));
        String tier = dashboard.tier().map(t -> " (tier " + t + ")").orElse("");
        return paragraph(
                link(Words.cut(dashboard.name(), NAME), dashboard.url().orElse("")),
                text(tier + (owners.isEmpty() ? "" : ", owned by " + owners)));
    }

    /** Of one who is not known, or erased, the first digits of the hash. */
    private String name(String person) {
        return names.of(person).orElse(person.substring(0, Math.min(person.length(), SHORT_HASH)));
    }
}
