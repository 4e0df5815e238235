package io.headwater.cli.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A company's warehouse as `deploy/sample/company.yaml` lays it out.
 *
 * @param company what it is called
 * @param project its dbt project
 * @param database where all relations live; the schema is the layer, `raw` for sources
 * @param viewers name → dashboards they open
 */
public record Company(
        String company,
        String project,
        String database,
        Map<String, Group> groups,
        Map<String, Source> sources,
        Map<String, Model> models,
        Map<String, Dashboard> dashboards,
        @JsonProperty("on_call") List<String> onCall,
        @JsonProperty("team_lead") String teamLead,
        Map<String, List<String>> viewers) {

    /** A dbt group: who answers for its models. */
    public record Group(String name, String email) {}

    /** A table that a pipeline outside dbt loads; {@code fresh} is its freshness rule in hours, 0 for none. */
    public record Source(String key, List<String> columns, int fresh) {}

    /** A dbt model with what its tests check. */
    public record Model(
            String layer,
            String group,
            String key,
            List<String> columns,
            List<String> from,
            @JsonProperty("not_null") List<String> notNull,
            Map<String, List<String>> values,
            Map<String, String> refers,
            List<String> rules) {
        public Model {
            notNull = notNull == null ? List.of() : List.copyOf(notNull);
            values = values == null ? Map.of() : new LinkedHashMap<>(values);
            refers = refers == null ? Map.of() : new LinkedHashMap<>(refers);
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }

    /** What people look at: a dbt exposure. */
    public record Dashboard(String title, int tier, String maturity, String owner, List<String> from) {}

    /** Reads the company on file. */
    public static Company read(Path file) {
        try {
            return new YAMLMapper()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(file.toFile(), Company.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the sample company " + file, failure);
        }
    }

    /** dbt's id of what `from` names: `raw.payments` is a source, all else a model. */
    public String uniqueId(String name) {
        return name.startsWith("raw.")
                ? "source." + project + ".raw." + name.substring(4)
                : "model." + project + "." + name;
    }

    /** Canonical URN of a source (`raw.payments`) or model. */
    public String urn(String name) {
        return name.startsWith("raw.")
                ? "table:" + database + "." + name
                : "table:" + database + "." + models.get(name).layer() + "." + name;
    }

    /** An e-mail for a viewer's name. */
    public String email(String viewer) {
        return viewer.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@" + project + ".example";
    }

    /** Every model and dashboard reachable downstream of these; written apart from Headwater's own search. */
    public Set<String> downstreamOf(Set<String> names) {
        Set<String> reached = new LinkedHashSet<>(names);
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String at = open.remove();
            models.forEach((name, model) -> {
                if (model.from().contains(at) && reached.add(name)) {
                    open.add(name);
                }
            });
            dashboards.forEach((name, dashboard) -> {
                if (dashboard.from().contains(at)) {
                    reached.add(name);
                }
            });
        }
        return reached;
    }
}
