package io.headwater.notifier.api;

import io.headwater.access.Needs;
import io.headwater.access.Role;
import io.headwater.notifier.delivery.PeopleBook;
import io.headwater.notifier.ledger.Database;
import io.headwater.notifier.ledger.PolicyRow;
import io.headwater.notifier.message.Names;
import io.headwater.notifier.oncall.Rotation;
import io.headwater.notifier.oncall.Shift;
import io.headwater.notifier.policies.Policies;
import io.headwater.notifier.policies.PolicyReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who is on call. */
@Path("/api/on-call/{ws}")
@Needs(Role.VIEWER)
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class OnCallResource {
    private final Database database;
    private final PeopleBook people;
    private final Clock clock;

    @Inject
    public OnCallResource(Database database, PeopleBook people, Clock clock) {
        this.database = database;
        this.people = people;
        this.clock = clock;
    }

    /** Whose turn it is in each rotation, by the rotation's name. Times in UTC. */
    public record Now(Instant at, List<Turn> items) {}

    /**
     * A rotation's turn.
     *
     * @param onCall null where nobody is
     */
    public record Turn(String rotation, String timeZone, OnCall onCall, OnCall next) {}

    /** @param person keyed hash */
    public record OnCall(String person, String name, Instant since, Instant until) {}

    @GET
    @Path("/now")
    @Operation(summary = "Who is on call in each rotation, since when and until when")
    public Now now(@PathParam("ws") String workspace) {
        Instant now = clock.instant();
        Policies policies = PolicyReader.read(database.inTransaction(session -> session.createSelectionQuery(
                        "from PolicyRow p where p.workspace = :workspace and not p.removed", PolicyRow.class)
                .setParameter("workspace", workspace)
                .getResultList()));
        Set<String> everybody = new HashSet<>();
        policies.rotations().values().forEach(rotation -> everybody.addAll(rotation.participants()));
        Names names = people.names(workspace, everybody);
        return new Now(
                now,
                policies.rotations().values().stream()
                        .map(rotation -> turn(rotation, names, now))
                        .toList());
    }

    private static Turn turn(Rotation rotation, Names names, Instant now) {
        Optional<Shift> shift = rotation.at(now);
        Optional<Shift> next = shift.flatMap(current -> rotation.at(current.until()));
        return new Turn(
                rotation.name(),
                rotation.timeZone().getId(),
                shift.map(one -> said(one, names)).orElse(null),
                next.map(one -> said(one, names)).orElse(null));
    }

    private static OnCall said(Shift shift, Names names) {
        return new OnCall(shift.person(), names.name(shift.person()), shift.since(), shift.until());
    }
}
