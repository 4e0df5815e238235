package io.headwater.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Which parts of a relation's name the project quotes; empty where it does not say. */
public record Quoting(Optional<Boolean> database, Optional<Boolean> schema, Optional<Boolean> identifier) {
    static final Quoting UNSAID = new Quoting(Optional.empty(), Optional.empty(), Optional.empty());

    static Quoting read(JsonNode json) {
        Optional<Boolean> database = Lenient.flag(json, "database");
        Optional<Boolean> schema = Lenient.flag(json, "schema");
        Optional<Boolean> identifier = Lenient.flag(json, "identifier");
        return database.isEmpty() && schema.isEmpty() && identifier.isEmpty()
                ? UNSAID
                : new Quoting(database, schema, identifier);
    }

    Quoting or(Quoting other) {
        return new Quoting(database.or(other::database), schema.or(other::schema), identifier.or(other::identifier));
    }
}
