package io.headwater.incident.projection;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which workspaces there are. */
@ApplicationScoped
public class WorkspaceQueries {
    private final Mutiny.SessionFactory database;

    @Inject
    WorkspaceQueries(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /** Every workspace that ever had an incident, by name. */
    public Uni<List<String>> all() {
        return database.withSession(session -> session.createSelectionQuery(
                        "select distinct i.workspace from IncidentRow i order by i.workspace", String.class)
                .getResultList());
    }
}
