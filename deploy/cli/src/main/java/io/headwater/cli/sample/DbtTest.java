package io.headwater.cli.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One dbt test of the sample project.
 *
 * @param name as dbt names it, e.g. `not_null_fct_revenue_net_revenue`
 * @param kind `unique`, `not_null`, `accepted_values`, `relationships`; empty for a singular test
 * @param model the model it watches
 * @param column the column it watches; empty for a singular test
 * @param other the second model of a relationships test; else empty
 */
public record DbtTest(
        String name, String kind, String model, String column, String other, Map<String, Object> arguments) {

    /** All tests of the company's models, in the models' order. */
    public static List<DbtTest> of(Company company) {
        List<DbtTest> tests = new ArrayList<>();
        company.models().forEach((name, model) -> {
            tests.add(generic("unique", name, model.key(), "", Map.of()));
            tests.add(generic("not_null", name, model.key(), "", Map.of()));
            model.notNull().forEach(column -> tests.add(generic("not_null", name, column, "", Map.of())));
            model.values()
                    .forEach((column, values) ->
                            tests.add(generic("accepted_values", name, column, "", Map.of("values", values))));
            model.refers()
                    .forEach((column, other) -> tests.add(generic(
                            "relationships",
                            name,
                            column,
                            other,
                            Map.of("to", "ref('" + other + "')", "field", column))));
            model.rules().forEach(rule -> tests.add(new DbtTest(rule, "", name, "", "", Map.of())));
        });
        return tests;
    }

    private static DbtTest generic(
            String kind, String model, String column, String other, Map<String, Object> arguments) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("column_name", column);
        all.put("model", "{{ get_where_subquery(ref('" + model + "')) }}");
        all.putAll(arguments);
        return new DbtTest(kind + "_" + model + "_" + column, kind, model, column, other, all);
    }

    /** dbt's id; generic tests end in a hash, singular ones do not. */
    public String uniqueId(Company company) {
        String id = "test." + company.project() + "." + name;
        return kind.isEmpty() ? id : id + "." + hash();
    }

    String hash() {
        return "%010x".formatted(Objects.hash(name, kind) & 0xffffffffL);
    }
}
