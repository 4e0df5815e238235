package io.headwater.incident.api;

import io.headwater.identity.ContentId;
import io.headwater.identity.PersonHash;
import io.headwater.schema.Priority;
import io.headwater.schema.command.Acknowledge;
import io.headwater.schema.command.AddNote;
import io.headwater.schema.command.Assign;
import io.headwater.schema.command.Close;
import io.headwater.schema.command.CommandMeta;
import io.headwater.schema.command.Declare;
import io.headwater.schema.command.Link;
import io.headwater.schema.command.Merge;
import io.headwater.schema.command.Mitigate;
import io.headwater.schema.command.RedactNote;
import io.headwater.schema.command.Reopen;
import io.headwater.schema.command.Resolve;
import io.headwater.schema.command.SetPriority;
import io.headwater.schema.command.Snooze;
import io.headwater.schema.command.Split;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** Turns a request's JSON into the command that goes to the log. */
final class CommandReader {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
    private static final int NOTE = 10_000;
    private static final int TITLE = 300;
    private static final List<String> TYPES = List.of(
            "acknowledge",
            "assign",
            "note",
            "redact-note",
            "set-priority",
            "snooze",
            "mitigate",
            "resolve",
            "close",
            "reopen",
            "merge",
            "split",
            "declare",
            "link");

    private final PersonHash hash;
    private final Fields fields;
    private final Caller caller;
    private final String addressed;
    private final Set<String> people = new LinkedHashSet<>();

    /** @param addressed the incident as the caller named it; by now it may live on in another */
    CommandReader(PersonHash hash, Fields fields, Caller caller, String addressed) {
        this.hash = hash;
        this.addressed = addressed;
        this.fields = fields;
        this.caller = caller;
        people.add(caller.name());
    }

    /** E-mails and user names whose hashes the command holds. */
    Set<String> people() {
        return people;
    }

    /** @throws io.headwater.problem.ProblemException that names the field and the rule it broke */
    SpecificRecord read(CommandMeta meta) {
        String type = fields.required("type");
        return switch (type) {
            case "acknowledge" -> new Acknowledge(meta);
            case "assign" -> new Assign(meta, assignee());
            case "note" -> new AddNote(meta, ContentId.of("note", meta.getCommandId()), fields.required("text", NOTE));
            case "redact-note" -> new RedactNote(meta, fields.required("noteId"), reason());
            case "set-priority" -> new SetPriority(meta, fields.constant("priority", Priority.class), reason());
            case "snooze" -> new Snooze(meta, fields.time("until"), reason());
            case "mitigate" -> new Mitigate(meta, reason());
            case "resolve" -> new Resolve(meta, reason());
            case "close" -> new Close(meta, reason());
            case "reopen" -> new Reopen(meta, reason());
            case "merge" -> merge(meta);
            case "split" -> split(meta);
            case "declare" -> declare(meta);
            case "link" -> link(meta);
            default -> throw Fields.wrong("type", "must be one of " + String.join(", ", TYPES));
        };
    }

    /** A declaration, whether the body says so or not. */
    Declare declare(CommandMeta meta) {
        Priority priority = fields.has("priority") ? fields.constant("priority", Priority.class) : Priority.UNKNOWN;
        String description = fields.optional("description", NOTE);
        return new Declare(
                meta,
                fields.required("title", TITLE),
                fields.texts("assets"),
                priority,
                description == null ? "" : description);
    }

    private String reason() {
        return fields.text("reason");
    }

    /** A hash as it is; `me`; an e-mail or user name, hashed. */
    private String assignee() {
        String assignee = fields.required("assignee");
        if (HASH.matcher(assignee).matches()) {
            return assignee;
        }
        String name = assignee.equals("me") ? caller.name() : assignee;
        people.add(name);
        return hash.of(name);
    }

    private Merge merge(CommandMeta meta) {
        String into = fields.required("into");
        if (into.equals(addressed)) {
            throw Fields.wrong("into", "must be another incident");
        }
        return new Merge(meta, into, reason());
    }

    private Split split(CommandMeta meta) {
        List<String> checks = fields.texts("checks");
        if (checks.isEmpty()) {
            throw Fields.wrong("checks", "must name at least one check as source/check");
        }
        return new Split(meta, checks, reason());
    }

    private Link link(CommandMeta meta) {
        String url = fields.required("url");
        if (!isWebAddress(url)) {
            throw Fields.wrong("url", "must be an http or https address");
        }
        return new Link(meta, fields.required("system"), fields.required("key"), url, fields.optional("status", TITLE));
    }

    /** Nothing but http(s): the address becomes a link on a page. */
    private static boolean isWebAddress(String url) {
        try {
            URI uri = URI.create(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException bad) {
            return false;
        }
    }
}
