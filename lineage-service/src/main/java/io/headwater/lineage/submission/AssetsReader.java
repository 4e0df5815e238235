package io.headwater.lineage.submission;

import com.fasterxml.jackson.databind.JsonNode;
import io.headwater.identity.AssetUrn;
import io.headwater.lineage.facet.Alias;
import io.headwater.lineage.facet.AssetType;
import io.headwater.lineage.facet.Check;
import io.headwater.lineage.facet.CheckKind;
import io.headwater.lineage.facet.ColumnEdge;
import io.headwater.lineage.facet.Facet;
import io.headwater.lineage.facet.Owner;
import io.headwater.lineage.facet.Scope;
import io.headwater.lineage.facet.Severity;
import io.headwater.lineage.facet.Statement;
import io.headwater.lineage.facet.Upstream;
import io.headwater.lineage.people.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads what producers say of assets. The same reader takes what a request says and what {@link AssetsWriter} made of
 * it for the raw topic, where people are hashes already.
 */
public final class AssetsReader {
    private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

    private final People people;

    public AssetsReader(People people) {
        this.people = people;
    }

    /** What could be read, and what could not. */
    public record Submission(Statement statement, List<Rejected> rejected) {}

    /**
     * Reads `{"source", "observedAt"?, "replace"?, "assets": [...]}`, or one asset with its `source` beside its
     * fields.
     *
     * @param arrivedAt stands in where the request names no time; no time lies after it
     * @throws BadField where the whole cannot be read
     */
    public Submission read(JsonNode body, Instant arrivedAt) {
        Fields envelope = Fields.of(body, "");
        String source = envelope.required("source");
        if (!SOURCE.matcher(source).matches()) {
            throw new BadField("source", "must be 1 to 63 letters, digits, '.', '_' or '-'");
        }
        boolean many = envelope.has("assets");
        if (!many && !envelope.has("urn")) {
            throw new BadField("assets", "is required: a list of assets");
        }
        if (many && !body.get("assets").isArray()) {
            throw new BadField("assets", "must be a list");
        }
        boolean whole = envelope.flag("replace");
        if (whole && !many) {
            throw new BadField("replace", "needs 'assets': the list of all that the source has");
        }
        Instant observedAt = earlier(envelope.time("observedAt").orElse(arrivedAt), arrivedAt);
        TreeMap<String, Facet> facets = new TreeMap<>();
        Set<String> ended = new TreeSet<>();
        List<Rejected> rejected = new ArrayList<>();
        if (many) {
            for (int i = 0; i < body.get("assets").size(); i++) {
                take(body.get("assets").get(i), "assets[" + i + "]", facets, ended, rejected);
            }
        } else {
            take(body, "", facets, ended, rejected);
        }
        // What could not be read is not thereby said to be gone.
        boolean sure = whole && rejected.isEmpty();
        return new Submission(
                new Statement(Scope.ofNative(source), observedAt, facets, ended, sure), List.copyOf(rejected));
    }

    private void take(
            JsonNode item, String path, TreeMap<String, Facet> facets, Set<String> ended, List<Rejected> rejected) {
        try {
            Fields fields = Fields.of(item, path);
            String urn = Urns.read(fields.required("urn"), fields.at("urn"));
            if (fields.flag("removed")) {
                ended.add(urn);
                facets.remove(urn);
            } else {
                facets.put(urn, facet(urn, fields));
                ended.remove(urn);
            }
        } catch (BadField bad) {
            rejected.add(new Rejected(bad.path(), bad.rule(), Redaction.of(item, people)));
        }
    }

    private Facet facet(String urn, Fields fields) {
        AssetType type = fields.symbol("type", AssetType.class).orElse(Urns.typeOf(urn));
        return new Facet.Builder(urn, type, fields.text("name").orElse(AssetUrn.shortName(urn)))
                .description(fields.longText("description").map(people::mask))
                .aliases(fields.list("aliases", this::alias))
                .checks(fields.list("checks", this::check))
                .upstreams(fields.list("upstreams", this::upstream))
                .owners(fields.list("owners", this::owners).stream()
                        .flatMap(List::stream)
                        .toList())
                .tier(fields.integer("tier", 1, 100))
                .maturity(fields.text("maturity"))
                .domain(fields.text("domain"))
                .tags(fields.texts("tags").stream().map(people::mask).toList())
                .columns(fields.texts("columns"))
                .url(fields.longText("url"))
                .meta(masked(fields))
                .build();
    }

    private TreeMap<String, String> masked(Fields fields) {
        TreeMap<String, String> meta = new TreeMap<>();
        fields.textMap("meta").forEach((key, value) -> meta.put(key, people.mask(value)));
        return meta;
    }

    private Alias alias(JsonNode node, String where) {
        if (node.isTextual()) {
            int colon = node.asText().indexOf(':');
            if (colon < 1 || colon == node.asText().length() - 1) {
                throw new BadField(where, "must be kind:value");
            }
            return new Alias(
                    Fields.line(node.asText().substring(0, colon), where),
                    Fields.line(node.asText().substring(colon + 1), where));
        }
        Fields fields = Fields.of(node, where);
        return new Alias(fields.required("kind"), fields.required("value"));
    }

    private Check check(JsonNode node, String where) {
        Fields fields = Fields.of(node, where);
        String id = fields.required("check");
        return new Check(
                fields.text("source").orElse("native"),
                id,
                fields.text("name").orElse(id),
                fields.symbol("kind", CheckKind.class).orElse(CheckKind.OTHER),
                fields.texts("columns"),
                fields.symbol("severity", Severity.class).orElse(Severity.UNKNOWN));
    }

    private Upstream upstream(JsonNode node, String where) {
        if (node.isTextual()) {
            return Upstream.of(Urns.read(node.asText(), where));
        }
        Fields fields = Fields.of(node, where);
        return new Upstream(
                Urns.read(fields.required("urn"), fields.at("urn")), fields.list("columns", (column, at) -> {
                    Fields edge = Fields.of(column, at);
                    return new ColumnEdge(edge.required("upstreamColumn"), edge.required("column"));
                }));
    }

    /** A text is an e-mail or a user name; an object has `email` or `user` (and `name`), `team`, or `person`. */
    private List<Owner> owners(JsonNode node, String where) {
        if (node.isTextual()) {
            return List.of(Owner.person(people.meet(Fields.line(node.asText(), where), Optional.empty())));
        }
        Fields fields = Fields.of(node, where);
        List<Owner> owners = new ArrayList<>();
        fields.text("team").ifPresent(team -> owners.add(Owner.team(people.mask(team))));
        Optional<String> name = fields.text("name");
        Optional<String> id = fields.text("email").or(() -> fields.text("user")).or(() -> name);
        id.ifPresent(who -> owners.add(Owner.person(people.meet(who, name))));
        fields.text("person").ifPresent(hash -> owners.add(Owner.person(hash(hash, fields.at("person")))));
        if (owners.isEmpty()) {
            throw new BadField(where, "needs email, user, name or team");
        }
        return owners;
    }

    static String hash(String text, String where) {
        if (!HASH.matcher(text).matches()) {
            throw new BadField(where, "must be a person's hash of 32 hex digits");
        }
        return text;
    }

    static Instant earlier(Instant said, Instant arrived) {
        return said.isAfter(arrived) ? arrived : said;
    }
}
