package io.headwater.incident.policy;

import io.headwater.incident.correlation.CorrelationPolicy;
import io.headwater.incident.correlation.Prices;
import io.headwater.incident.silence.Silence;
import io.headwater.incident.silence.SilenceBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The policies in force in a workspace; immutable. Where a kind has none, what Headwater ships holds. */
public final class Policies {
    /** Nothing applied yet. */
    public static final Policies SHIPPED = new Policies(new TreeMap<>());

    private final TreeMap<String, PolicyDocument> inForce;
    /** Read when it is first asked for: every input asks. */
    private CorrelationPolicy correlation;

    private Policies(TreeMap<String, PolicyDocument> inForce) {
        this.inForce = inForce;
    }

    /** These policies with that one in force; an older version than the one in force changes nothing. */
    public Policies with(PolicyDocument document) {
        PolicyDocument now = inForce.get(key(document.kind(), document.name()));
        if (now != null && now.version() >= document.version()) {
            return this;
        }
        TreeMap<String, PolicyDocument> next = new TreeMap<>(inForce);
        next.put(key(document.kind(), document.name()), document);
        return new Policies(next);
    }

    /** These policies with that one ended. */
    public Policies without(String kind, String name) {
        if (!inForce.containsKey(key(kind, name))) {
            return this;
        }
        TreeMap<String, PolicyDocument> next = new TreeMap<>(inForce);
        next.remove(key(kind, name));
        return new Policies(next);
    }

    /** All of a kind, by name. */
    public List<PolicyDocument> ofKind(String kind) {
        return List.copyOf(inForce.subMap(kind + "/", kind + "0").values());
    }

    /** All that are in force, by kind and name. */
    public List<PolicyDocument> all() {
        return List.copyOf(inForce.values());
    }

    /** The rules of every priority policy, by policy name, in their order; empty: the shipped rules hold. */
    public List<PriorityRule> priorityRules() {
        List<PriorityRule> rules = new ArrayList<>();
        for (PolicyDocument document : ofKind("priority")) {
            if (document.spec().get("rules") instanceof List<?> list) {
                list.forEach(rule -> rules.add(PriorityRule.read(document, (Map<?, ?>) rule)));
            }
        }
        return rules;
    }

    /**
     * The silences and maintenance windows.
     *
     * @throws IllegalArgumentException where a document says none, in words
     */
    public SilenceBook silences() {
        List<Silence> silences = new ArrayList<>();
        for (Silence.Kind kind : Silence.Kind.values()) {
            ofKind(kind.policy()).forEach(document -> silences.add(SilencePolicy.read(document)));
        }
        return new SilenceBook(silences);
    }

    /** The correlation policy: the first by name over the shipped constants. */
    public CorrelationPolicy correlation() {
        if (correlation == null) {
            correlation = correlationSpec().map(Policies::correlation).orElse(CorrelationPolicy.DEFAULTS);
        }
        return correlation;
    }

    /** How long an incident whose checks are all clear stays open; zero unless policy says otherwise. */
    public Duration resolveAfter() {
        return correlationSpec()
                .map(s -> duration(s, "resolveAfter", Duration.ZERO))
                .orElse(Duration.ZERO);
    }

    private Optional<Map<String, Object>> correlationSpec() {
        return ofKind("correlation").stream().findFirst().map(PolicyDocument::spec);
    }

    private static CorrelationPolicy correlation(Map<String, Object> spec) {
        CorrelationPolicy shipped = CorrelationPolicy.DEFAULTS;
        return new CorrelationPolicy(
                new Prices(
                        number(spec, "cause", 1.5),
                        number(spec, "flip", 8),
                        number(spec, "passing", 0.15),
                        Prices.measured()),
                shipped.maxHops(),
                shipped.maxPassing(),
                shipped.maxCandidates(),
                shipped.maxStories(),
                duration(spec, "window", shipped.window()),
                duration(spec, "reopenWindow", shipped.reopenWindow()),
                duration(spec, "runWait", shipped.runWait()),
                duration(spec, "groupWait", shipped.groupWait()),
                duration(spec, "clockSkew", shipped.clockSkew()));
    }

    private static double number(Map<String, Object> spec, String field, double otherwise) {
        return spec.get(field) instanceof Number n ? n.doubleValue() : otherwise;
    }

    private static Duration duration(Map<String, Object> spec, String field, Duration otherwise) {
        return spec.get(field) instanceof String s ? Duration.parse(s) : otherwise;
    }

    private static String key(String kind, String name) {
        return kind + "/" + name;
    }
}
