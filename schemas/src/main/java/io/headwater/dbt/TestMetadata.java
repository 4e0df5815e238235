package io.headwater.dbt;

import java.util.Optional;

/**
 * What a generic test was made from.
 *
 * @param name e.g. `unique`
 * @param namespace package of the test macro, e.g. `dbt_expectations`
 * @param model `kwargs.model` as written, e.g. `{{ get_where_subquery(ref('orders')) }}`
 * @param column `kwargs.column_name`
 */
public record TestMetadata(String name, Optional<String> namespace, Optional<String> model, Optional<String> column) {}
