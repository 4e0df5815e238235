package io.headwater.dbt;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node, source, exposure, metric, … of a manifest, without SQL and docs.
 *
 * @param alias the name of its relation: `alias`, a source's `identifier`, else the name
 * @param relationName as dbt renders it, quoted per adapter; absent for ephemeral models and what never ran in some versions
 * @param dependsOn unique_ids of direct parents (`depends_on.nodes`, else `parent_map`)
 * @param attachedNode unique_id a generic test is attached to (manifest v10 on); a unit test's tested node
 * @param fileKeyName e.g. `models.orders`: where the project file states the test
 * @param refs names of `ref()`s, last part of each
 * @param severity a test's `config.severity`, lower case
 * @param description at most 1,000 characters
 * @param meta scalars under dotted keys, `config.meta` over `meta`; may hold names and e-mails of people
 * @param columns names as dbt has them
 * @param exposureType dashboard, notebook, analysis, ml, application
 */
public record ManifestNode(
        String uniqueId,
        ResourceType resourceType,
        String packageName,
        String name,
        Optional<String> sourceName,
        Optional<String> database,
        Optional<String> schema,
        String alias,
        Optional<String> relationName,
        Quoting quoting,
        Optional<String> materialized,
        List<String> dependsOn,
        Optional<String> attachedNode,
        Optional<String> fileKeyName,
        List<String> refs,
        Optional<TestMetadata> test,
        Optional<String> columnName,
        Optional<String> severity,
        Optional<String> description,
        Optional<String> group,
        Optional<NodeOwner> owner,
        Map<String, String> meta,
        List<String> tags,
        List<String> columns,
        Optional<String> url,
        Optional<String> maturity,
        Optional<String> label,
        Optional<String> exposureType,
        Optional<String> originalFilePath) {

    /** An ephemeral model is inlined where it is used: no relation of its own. */
    public boolean isEphemeral() {
        return materialized.filter("ephemeral"::equals).isPresent();
    }

    /** Whether a relation in the warehouse stands behind it. */
    public boolean hasRelation() {
        return resourceType.isRelation() && !isEphemeral();
    }

    ManifestNode withDependsOn(List<String> parents) {
        return new ManifestNode(
                uniqueId,
                resourceType,
                packageName,
                name,
                sourceName,
                database,
                schema,
                alias,
                relationName,
                quoting,
                materialized,
                parents,
                attachedNode,
                fileKeyName,
                refs,
                test,
                columnName,
                severity,
                description,
                group,
                owner,
                meta,
                tags,
                columns,
                url,
                maturity,
                label,
                exposureType,
                originalFilePath);
    }
}
