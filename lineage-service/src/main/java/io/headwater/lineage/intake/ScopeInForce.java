package io.headwater.lineage.intake;

import io.headwater.lineage.facet.Scope;
import io.headwater.lineage.facet.Statement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * A project's home schema is guessed where the manifest does not show it, and a guess may change as the project grows. A
 * manifest from a home not known so far that builds mostly what a known target of the same project builds is that
 * target's: two targets never build the same relations.
 */
final class ScopeInForce {
    private ScopeInForce() {}

    /** The statement, for the scope that is on record for its target. */
    static Statement of(Statement statement, FacetStore store) throws SQLException {
        Scope guessed = statement.scope();
        if (!guessed.source().equals("dbt") || store.inForce(guessed).isPresent()) {
            return statement;
        }
        Set<String> built = statement.built();
        Optional<FacetStore.Overlap> alike = store.mostAlike(guessed, built);
        return alike.filter(overlap -> overlap.assets() * 2 > built.size())
                .map(overlap -> statement.in(named(overlap.scope(), guessed)))
                .orElse(statement);
    }

    private static Scope named(String text, Scope guessed) {
        String front = guessed.source() + "/" + guessed.project();
        return new Scope(
                guessed.source(),
                guessed.project(),
                text.length() > front.length() ? text.substring(front.length() + 1) : "");
    }
}
