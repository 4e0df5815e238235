package io.headwater.incident.policy.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.headwater.incident.policy.SilencePolicy;
import io.headwater.problem.Problem;
import io.headwater.problem.Problem.FieldError;
import io.headwater.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads one policy document (YAML; JSON is YAML too), checks it with the JSON Schema of its kind and says at which line
 * what is wrong.
 */
public final class PolicyText {
    /** The kinds there are, each with a schema `policy-schemas/<kind>.json`. */
    public static final List<String> KINDS =
            List.of("correlation", "escalation", "maintenance", "priority", "rotation", "routing", "silence", "ticket");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final int MAX_CHARACTERS = 256 * 1024;

    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, PolicyTimes> times = new LinkedHashMap<>();
    private final Expressions overIncidents;
    private final Expressions overOutcomes;

    /** Says what is wrong with a CEL expression; empty where nothing is. */
    @FunctionalInterface
    public interface Expressions {
        List<String> errors(String expression);
    }

    /**
     * @param overIncidents checks every `when` over an incident
     * @param overOutcomes checks every `when` over an outcome: those of silences
     */
    public PolicyText(Expressions overIncidents, Expressions overOutcomes) {
        this.overIncidents = overIncidents;
        this.overOutcomes = overOutcomes;
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        for (String kind : KINDS) {
            String schema = schemaText(kind);
            schemas.put(kind, registry.getSchema(schema, InputFormat.JSON));
            times.put(kind, new PolicyTimes(tree(schema)));
        }
    }

    /** A document that passed all checks: its values, plain maps and lists. */
    public record Checked(String kind, String name, Map<String, Object> values) {}

    /** The JSON Schema of a kind. */
    public static String schemaText(String kind) {
        try (InputStream in = PolicyText.class.getResourceAsStream("/policy-schemas/" + kind + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the schema of " + kind, failure);
        }
    }

    private static JsonNode tree(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a schema of this build is no JSON", impossible);
        }
    }

    /** Canonical JSON: keys in order. */
    public static String canonical(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values always have JSON", impossible);
        }
    }

    /**
     * Reads and checks a document that is to be of that kind and name.
     *
     * @throws io.headwater.problem.ProblemException 400 with line, field and rule of everything that is wrong
     */
    public Checked read(String text, String kind, String name) {
        if (!KINDS.contains(kind)) {
            throw Problem.malformed(
                            "there are no policies of kind '" + kind + "'; kinds are " + String.join(", ", KINDS))
                    .asException();
        }
        if (text.length() > MAX_CHARACTERS) {
            throw Problem.malformed("the document is larger than 256 KiB").asException();
        }
        Node root = compose(text);
        demandPlain(root, Collections.newSetFromMap(new IdentityHashMap<>()));
        Map<String, Object> values = values(text);
        List<FieldError> errors = new ArrayList<>();
        expect(values, "kind", kind, root, errors);
        expect(values, "name", name, root, errors);
        for (Error error : schemas.get(kind).validate(canonical(values), InputFormat.JSON)) {
            errors.add(at(root, error.getInstanceLocation().toString(), error.getMessage()));
        }
        if (errors.isEmpty()) {
            checkMeaning(values, root, errors);
            if (SilencePolicy.isKind(kind)) {
                checkSilence(spec(values), root, errors);
            }
        }
        if (!errors.isEmpty()) {
            FieldError first = errors.get(0);
            throw Problem.malformed(
                            "policy " + kind + "/" + name + ": " + first.field() + ": " + first.rule(),
                            errors.toArray(FieldError[]::new))
                    .asException();
        }
        return new Checked(kind, name, values);
    }

    private void checkMeaning(Map<String, Object> values, Node root, List<FieldError> errors) {
        Map<String, Object> spec = spec(values);
        for (String list : List.of("rules", "routes")) {
            if (spec.get(list) instanceof List<?> items) {
                for (int i = 0; i < items.size(); i++) {
                    if (((Map<?, ?>) items.get(i)).get("when") instanceof String when) {
                        String path = "/spec/" + list + "/" + i + "/when";
                        overIncidents.errors(when).forEach(e -> errors.add(at(root, path, e)));
                    }
                }
            }
        }
        times.get(values.get("kind")).check(spec, (field, rule) -> errors.add(at(root, "/spec/" + field, rule)));
    }

    private void checkSilence(Map<String, Object> spec, Node root, List<FieldError> errors) {
        if (spec.get("when") instanceof String when) {
            overOutcomes.errors(when).forEach(e -> errors.add(at(root, "/spec/when", e)));
        }
        try {
            SilencePolicy.schedule(spec);
        } catch (IllegalArgumentException wrong) {
            String path = spec.containsKey("weekly") ? "/spec/weekly" : "/spec/until";
            errors.add(at(root, path, wrong.getMessage()));
        }
    }

    private static void expect(
            Map<String, Object> values, String field, String value, Node root, List<FieldError> errors) {
        Object given = values.putIfAbsent(field, value);
        if (given != null && !given.equals(value)) {
            errors.add(at(root, "/" + field, "is '" + given + "', but the address says '" + value + "'"));
        }
    }

    /** What the kind's schema has seen to be an object. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> spec(Map<String, Object> values) {
        return (Map<String, Object>) values.get("spec");
    }

    private static Node compose(String text) {
        try {
            Node root = new Yaml(options()).compose(new StringReader(text));
            if (root instanceof MappingNode) {
                return root;
            }
            throw Problem.malformed("the document is not a mapping; it starts with 'kind:', 'name:', 'spec:'")
                    .asException();
        } catch (YAMLException wrong) {
            throw invalid(wrong);
        }
    }

    private static ProblemException invalid(RuntimeException wrong) {
        if (wrong instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            int line = marked.getProblemMark().getLine() + 1;
            return Problem.malformed(
                            "not valid YAML at line " + line + ": " + marked.getProblem(),
                            new FieldError("line " + line, String.valueOf(marked.getProblem())))
                    .asException();
        }
        // A control character, nesting that is too deep, a number that is none: these bear no mark.
        return Problem.malformed("not valid YAML: " + wrong.getMessage()).asException();
    }

    /** Keys are texts, and no node holds itself: else it has no JSON. */
    private static void demandPlain(Node node, Set<Node> above) {
        if (!above.add(node)) {
            throw notPlain(node, "refers to itself");
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> demandPlain(item, above));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!Tag.STR.equals(tuple.getKeyNode().getTag())) {
                    throw notPlain(tuple.getKeyNode(), "is a key and no text; put it into quotes");
                }
                demandPlain(tuple.getValueNode(), above);
            }
        }
        above.remove(node);
    }

    private static ProblemException notPlain(Node node, String rule) {
        String line = "line " + (node.getStartMark().getLine() + 1);
        return Problem.malformed("not a policy at " + line + ": it " + rule, new FieldError(line, rule))
                .asException();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> values(String text) {
        // JSON has no dates: what YAML would make a date of stays the text it was.
        Yaml yaml = new Yaml(
                new SafeConstructor(options()),
                new org.yaml.snakeyaml.representer.Representer(new org.yaml.snakeyaml.DumperOptions()),
                new org.yaml.snakeyaml.DumperOptions(),
                options(),
                new TextDates());
        try {
            return new LinkedHashMap<>((Map<String, Object>) yaml.load(text));
        } catch (YAMLException | NumberFormatException wrong) {
            throw invalid(wrong);
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(20);
        return options;
    }

    /** The error with its line: `line 7, /spec/rules/0/when`. */
    private static FieldError at(Node root, String pointer, String message) {
        Node node = root;
        for (String step : pointer.split("/")) {
            Node next = step.isEmpty() ? node : child(node, step);
            if (next == null) {
                break;
            }
            node = next;
        }
        return new FieldError("line " + (node.getStartMark().getLine() + 1) + ", " + pointer, message);
    }

    private static Node child(Node node, String step) {
        if (node instanceof SequenceNode sequence && step.matches("\\d{1,6}")) {
            int index = Integer.parseInt(step);
            return index < sequence.getValue().size() ? sequence.getValue().get(index) : null;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(step)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }
}
