package io.headwater.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A part of JQL: clauses joined by AND, OR, NOT and brackets; operators {@code = != ~ !~ in, not in, is, is not}; an
 * ORDER BY is read and passed over (issues come newest first). What it does not know it refuses.
 */
final class Jql {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|(issue\\.property\\[[^\\]]+\\][A-Za-z0-9_.-]*)"
                    + "|(!=|!~|=|~|\\(|\\)|,|[<>]=?)|([^\\s\"'()=!~,<>]+))");

    private final List<String> tokens = new ArrayList<>();
    private final List<Boolean> quoted = new ArrayList<>();
    private int at;

    private Jql(String text) {
        Matcher matcher = TOKEN.matcher(text.strip());
        int end = 0;
        while (end < text.strip().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException(
                        "Error in the JQL Query: unexpected character at " + (end + 1) + ".");
            }
            boolean isQuoted = matcher.group(1) != null || matcher.group(2) != null;
            quoted.add(isQuoted);
            tokens.add(isQuoted ? unescaped(matcher) : matcher.group().strip());
            end = matcher.end();
        }
    }

    private static String unescaped(Matcher matcher) {
        String inner = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return inner.replaceAll("\\\\(.)", "$1");
    }

    /** Which issues the query is after; throws {@link IllegalArgumentException} in Jira's words. */
    static Predicate<JsonNode> parse(String text) {
        Jql jql = new Jql(text);
        if (jql.tokens.isEmpty() || jql.isWord("order")) {
            throw new IllegalArgumentException(
                    "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
        }
        Predicate<JsonNode> wanted = jql.alternatives();
        if (jql.at < jql.tokens.size() && !jql.isWord("order")) {
            throw jql.unexpected();
        }
        return wanted;
    }

    private Predicate<JsonNode> alternatives() {
        Predicate<JsonNode> any = conjunction();
        while (take("or")) {
            any = any.or(conjunction());
        }
        return any;
    }

    private Predicate<JsonNode> conjunction() {
        Predicate<JsonNode> all = clause();
        while (take("and")) {
            all = all.and(clause());
        }
        return all;
    }

    private Predicate<JsonNode> clause() {
        if (take("not")) {
            return clause().negate();
        }
        if (take("(")) {
            Predicate<JsonNode> inner = alternatives();
            expect(")");
            return inner;
        }
        String field = next();
        values(field);
        return comparison(field);
    }

    private Predicate<JsonNode> comparison(String field) {
        if (take("=")) {
            return oneOf(field, List.of(next()));
        } else if (take("!=")) {
            return present(field).and(oneOf(field, List.of(next())).negate());
        } else if (take("~")) {
            return containing(field, next());
        } else if (take("!~")) {
            return containing(field, next()).negate();
        } else if (take("in")) {
            return oneOf(field, list());
        } else if (take("is")) {
            boolean not = take("not");
            next();
            return not ? present(field) : present(field).negate();
        } else if (take("not")) {
            expect("in");
            return present(field).and(oneOf(field, list()).negate());
        }
        throw unexpected();
    }

    private List<String> list() {
        expect("(");
        List<String> values = new ArrayList<>();
        do {
            values.add(next());
        } while (take(","));
        expect(")");
        return values;
    }

    private static Predicate<JsonNode> oneOf(String field, List<String> wanted) {
        return issue -> values(field).of(issue).stream()
                .anyMatch(value -> wanted.stream().anyMatch(value::equalsIgnoreCase));
    }

    private static Predicate<JsonNode> containing(String field, String wanted) {
        String part = wanted.toLowerCase(Locale.ROOT).replace("*", "");
        return issue -> values(field).of(issue).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(part));
    }

    private static Predicate<JsonNode> present(String field) {
        return issue -> !values(field).of(issue).isEmpty();
    }

    /** A field's values in an issue, none where it is empty. */
    private interface Values {
        List<String> of(JsonNode issue);
    }

    private static Values values(String field) {
        if (field.startsWith("issue.property[")) {
            return property(field);
        }
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "labels" -> issue -> texts(issue.path("fields").path("labels"));
            case "project" ->
                issue -> texts(issue.path("fields").path("project").path("key"));
            case "key", "issuekey", "issue" -> issue -> texts(issue.path("key"));
            case "id" -> issue -> texts(issue.path("id"));
            case "status" -> issue -> texts(issue.path("status"));
            case "statuscategory" -> issue -> texts(issue.path("status"));
            case "resolution" ->
                issue -> issue.path("status").asText().equals(Workflow.DONE.title()) ? List.of("Done") : List.of();
            case "issuetype", "type" ->
                issue -> texts(issue.path("fields").path("issuetype").path("name"));
            case "priority" ->
                issue -> texts(issue.path("fields").path("priority").path("name"));
            case "assignee" ->
                issue -> texts(issue.path("fields").path("assignee").path("accountId"));
            case "summary", "text" -> issue -> texts(issue.path("fields").path("summary"));
            default ->
                throw new IllegalArgumentException(
                        "Field '" + field + "' does not exist or you do not have permission to view it.");
        };
    }

    private static Values property(String field) {
        String key =
                field.substring("issue.property[".length(), field.indexOf(']')).replaceAll("^['\"]|['\"]$", "");
        String[] path = field.substring(field.indexOf(']') + 1).split("\\.");
        return issue -> {
            JsonNode value = issue.path("properties").path(key);
            for (String step : path) {
                value = step.isEmpty() ? value : value.path(step);
            }
            return texts(value);
        };
    }

    private static List<String> texts(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        return node.isValueNode() && !node.isNull() ? List.of(node.asText()) : List.of();
    }

    private boolean isWord(String word) {
        return at < tokens.size() && !quoted.get(at) && tokens.get(at).equalsIgnoreCase(word);
    }

    private boolean take(String word) {
        boolean isIt = isWord(word);
        at += isIt ? 1 : 0;
        return isIt;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw unexpected();
        }
    }

    private String next() {
        if (at >= tokens.size()) {
            throw unexpected();
        }
        return tokens.get(at++);
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(
                at < tokens.size()
                        ? "Error in the JQL Query: Expecting either 'OR' or 'AND' but got '" + tokens.get(at) + "'."
                        : "Error in the JQL Query: the query ends too early.");
    }
}
