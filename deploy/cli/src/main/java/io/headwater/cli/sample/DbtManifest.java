package io.headwater.cli.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.simulator.dbt.DbtProject;
import io.headwater.simulator.dbt.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sample project's manifest.json. */
record DbtManifest(Company company) implements Manifest {
    @Override
    public DbtProject project() {
        return new DbtProject(company.project(), company.database());
    }

    @Override
    public Stream<ObjectNode> nodes() {
        return Stream.concat(
                company.models().entrySet().stream().map(model -> model(model.getKey(), model.getValue())),
                DbtTest.of(company).stream().map(this::test));
    }

    @Override
    public Stream<ObjectNode> sources() {
        return company.sources().entrySet().stream().map(entry -> {
            Company.Source source = entry.getValue();
            return project()
                    .source(
                            entry.getKey(),
                            source.fresh() > 0
                                    ? Optional.of(DbtProject.time(source.fresh(), "hour"))
                                    : Optional.empty(),
                            columns(source.key(), source.columns()));
        });
    }

    @Override
    public Stream<ObjectNode> exposures() {
        return company.dashboards().entrySet().stream().map(entry -> {
            Company.Dashboard dashboard = entry.getValue();
            ObjectNode node = project()
                    .exposure(
                            entry.getKey(),
                            dashboard.title(),
                            "https://bi.larkspur.example/dashboards/" + entry.getKey(),
                            dashboard.maturity(),
                            dashboard.tier(),
                            ids(dashboard.from()));
            return DbtProject.owned(node, personName(dashboard.owner()), dashboard.owner());
        });
    }

    @Override
    public Stream<ObjectNode> groups() {
        return company.groups().entrySet().stream().map(entry -> project()
                .group(entry.getKey(), entry.getValue().name(), entry.getValue().email()));
    }

    private ObjectNode model(String name, Company.Model model) {
        String materialized = model.layer().equals("staging") ? "view" : "table";
        ObjectNode node = project()
                .model(name, model.layer(), materialized, columns(model.key(), model.columns()), ids(model.from()));
        node.put("group", model.group());
        ((ObjectNode) node.get("config")).put("group", model.group());
        return node;
    }

    private ObjectNode test(DbtTest test) {
        String watched = company.uniqueId(test.model());
        if (test.kind().isEmpty()) {
            return project().singularTest(test.name(), List.of(watched));
        }
        return project()
                .genericTest(
                        test.name(),
                        test.hash(),
                        test.kind(),
                        test.model(),
                        company.models().get(test.model()).layer(),
                        test.column(),
                        test.arguments(),
                        test.other().isEmpty() ? List.of(watched) : List.of(company.uniqueId(test.other()), watched));
    }

    private List<String> ids(Collection<String> names) {
        return names.stream().map(company::uniqueId).toList();
    }

    private static List<String> columns(String key, Collection<String> others) {
        List<String> columns = new ArrayList<>(List.of(key));
        columns.addAll(others);
        return columns;
    }

    /** `ines.albrecht@…` → `Ines Albrecht`. */
    private static String personName(String email) {
        StringBuilder name = new StringBuilder();
        for (String part : email.substring(0, email.indexOf('@')).split("\\.")) {
            name.append(name.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(part.charAt(0)))
                    .append(part.substring(1));
        }
        return name.toString();
    }
}
