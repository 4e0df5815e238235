package io.headwater.incident.backtest.run;

import io.headwater.access.Grant;
import io.headwater.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What replays and back-tests have in common over HTTP. */
final class PlayDesk {
    private final Plays plays;
    private final String kind;

    /** @param kind as the path names it */
    PlayDesk(Plays plays, String kind) {
        this.plays = plays;
        this.kind = kind;
    }

    Response start(String workspace, Grant grant, Plays.Task task) {
        Play begun = plays.start(kind, workspace, grant.who(), task).orElseThrow(() -> Problem.conflict(
                        "a replay or back-test runs here already, one at a time; wait until it is done or end it")
                .asException());
        return Response.accepted(begun)
                .location(URI.create("/api/" + kind + "/" + workspace + "/" + begun.id()))
                .build();
    }

    Play find(String workspace, String id) {
        return plays.find(kind, workspace, id).orElseThrow(() -> unknown(workspace, id));
    }

    Response cancel(String workspace, String id) {
        if (plays.cancel(kind, workspace, id).isEmpty()) {
            throw unknown(workspace, id);
        }
        return Response.noContent().build();
    }

    private RuntimeException unknown(String workspace, String id) {
        return Problem.notFound("this instance knows nothing of " + kind + "/" + workspace + "/" + id
                        + "; each keeps its last few until it ends")
                .asException();
    }
}
