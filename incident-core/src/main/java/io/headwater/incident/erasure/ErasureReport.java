package io.headwater.incident.erasure;

import java.util.ArrayList;
import java.util.List;

/**
 * What was erased of a person in one workspace, and what remains. Names nobody: the person is the hash.
 *
 * @param erased which of name, email, slackId, jiraId the tombstone took; empty: nothing was on record
 * @param sessionsEnded console sessions in the person's name
 * @param namesakes other hashes under the same name or e-mail, which may be the same person
 */
public record ErasureReport(
        String workspace,
        String person,
        List<String> erased,
        int sessionsEnded,
        Redaction notes,
        List<Remainder> remains,
        Mentions mentions,
        List<String> namesakes) {
    public ErasureReport {
        erased = List.copyOf(erased);
        remains = List.copyOf(remains);
        namesakes = List.copyOf(namesakes);
    }

    /** @param policies in force that hold the hash, as `kind/name` */
    public static ErasureReport of(
            String workspace, String person, Traces before, int sessionsEnded, Redaction notes, List<String> policies) {
        List<Remainder> remains = new ArrayList<>();
        hashes(remains, before.counts(), policies);
        words(remains, before.counts(), notes);
        mentions(remains, before.mentions());
        counted(
                remains,
                "namesakes",
                before.namesakes().size(),
                "other hash stands|other hashes stand",
                "for the same name or e-mail; erase each that is the same person");
        elsewhere(remains);
        return new ErasureReport(
                workspace, person, before.held(), sessionsEnded, notes, remains, before.mentions(), before.namesakes());
    }

    private static void hashes(List<Remainder> remains, Traces.Counts counts, List<String> policies) {
        counted(
                remains,
                "events",
                counts.events(),
                "event|events",
                "of %d incident%s %s the keyed hash, no name; headlines repeat it, and events are never deleted"
                        .formatted(
                                counts.incidents(),
                                counts.incidents() == 1 ? "" : "s",
                                counts.events() == 1 ? "holds" : "hold"));
        counted(
                remains,
                "views",
                counts.views(),
                "look at broken data is|looks at broken data are",
                "kept under the keyed hash; headwater.views.v1 keeps views for 400 days");
        counted(
                remains,
                "owned-assets",
                counts.ownedAssets(),
                "affected asset has|affected assets have",
                "the keyed hash for an owner; the name comes back with the next manifest or asset that has it");
        counted(
                remains,
                "policies",
                policies.size(),
                "policy in force names|policies in force name",
                "the keyed hash: " + String.join(", ", policies)
                        + "; nobody can be reached there any more, so apply them without the person");
    }

    private static void words(List<Remainder> remains, Traces.Counts counts, Redaction notes) {
        counted(
                remains,
                "notes",
                notes.asked() ? notes.refused() : notes.written(),
                "note stays|notes stay",
                "as the person wrote it; " + (notes.asked() ? "its redaction was refused" : "redactNotes redacts it"));
        counted(
                remains,
                "pending-notes",
                notes.pending(),
                "redaction is|redactions are",
                "not decided yet; ask again to see what became of it");
        counted(
                remains,
                "typed",
                counts.typed(),
                "reason or description stays|reasons or descriptions stay",
                "as typed; only notes can be redacted");
        said(
                remains,
                "redacted-text",
                "the words of redacted notes stay in Kafka, though no page, search or answer shows them:"
                        + " headwater.incident-events.v1 is never deleted, headwater.commands.v1 after 400 days");
    }

    private static void mentions(List<Remainder> remains, Mentions mentions) {
        if (mentions.searched()) {
            counted(
                    remains,
                    "mentions",
                    mentions.count(),
                    "text by others names|texts by others name",
                    "the person; a note can be redacted by its id, nothing else can");
        } else {
            said(
                    remains,
                    "mentions",
                    "what others said was not searched for the person, since no name or e-mail is known for the"
                            + " hash; ask again with names");
        }
    }

    private static void elsewhere(List<Remainder> remains) {
        said(
                remains,
                "people-topic",
                "the name itself leaves the files of headwater.people.v1 when Kafka compacts them, within about a day");
        said(
                remains,
                "raw",
                "payloads stay as their sources sent them, names included: 30 days in headwater.raw.v1, 90 in"
                        + " headwater.dead-letter.v1; messages of alerts 400 in headwater.alerts.v1 and"
                        + " headwater.checkpoints.v1");
        said(
                remains,
                "outside",
                "messages in Slack, tickets in Jira, mail, logs of other systems and backups are outside Headwater");
        said(remains, "other-workspaces", "other workspaces keep what they know; erase there too");
        said(
                remains,
                "return",
                "whatever names the person next (a manifest, an asset, a view, a policy, a command, a button in Slack)"
                        + " brings the name back: take it out there, then erase again");
    }

    /** @param noun for one and for several, with its verb */
    private static void counted(List<Remainder> remains, String what, long count, String noun, String rest) {
        if (count > 0) {
            String words = noun.split("\\|")[count == 1 ? 0 : 1];
            remains.add(new Remainder(what, count, count + " " + words + " " + rest));
        }
    }

    private static void said(List<Remainder> remains, String what, String words) {
        remains.add(new Remainder(what, null, words));
    }
}
