package io.headwater.incident.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.incident.incident.IncidentCommand.Acknowledge;
import io.headwater.incident.incident.IncidentCommand.AddNote;
import io.headwater.incident.incident.IncidentCommand.Assign;
import io.headwater.incident.incident.IncidentCommand.Close;
import io.headwater.incident.incident.IncidentCommand.CommandMeta;
import io.headwater.incident.incident.IncidentCommand.Mitigate;
import io.headwater.incident.incident.IncidentCommand.RedactNote;
import io.headwater.incident.incident.IncidentCommand.Reopen;
import io.headwater.incident.incident.IncidentCommand.Resolve;
import io.headwater.incident.incident.IncidentCommand.SetPriority;
import io.headwater.incident.incident.IncidentCommand.Snooze;
import io.headwater.incident.incident.LifeCycle.Move;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people ask, in whatever order: the state is where the life cycle says, and a fold of what happened. */
class FoldProperties {
    /** Something a person may ask, and the move it is where it is one. */
    record Asked(String name, Optional<Move> move, Function<CommandMeta, IncidentCommand> command) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Provide
    Arbitrary<List<Asked>> conversations() {
        return Arbitraries.of(
                        move(Move.ACKNOWLEDGE, Acknowledge::new),
                        move(Move.MITIGATE, meta -> new Mitigate(meta, "")),
                        move(Move.RESOLVE, meta -> new Resolve(meta, "")),
                        move(Move.CLOSE, meta -> new Close(meta, "")),
                        move(Move.REOPEN, meta -> new Reopen(meta, "")),
                        word("assign to ada", meta -> new Assign(meta, "ada")),
                        word("assign to grace", meta -> new Assign(meta, "grace")),
                        word("note", meta -> new AddNote(meta, "n-1", "words")),
                        word("redact", meta -> new RedactNote(meta, "n-1", "")),
                        word("snooze", meta -> new Snooze(meta, meta.at().plusSeconds(60), "")),
                        word("priority", meta -> new SetPriority(meta, Priority.P2, "")))
                .list()
                .ofMaxSize(30);
    }

    @Property
    void the_state_is_where_the_life_cycle_says_and_every_refusal_leaves_it_alone(
            @ForAll("conversations") List<Asked> conversation) {
        Case night = Case.opened();
        IncidentStatus expected = IncidentStatus.TRIGGERED;
        for (Asked asked : conversation) {
            Incident before = night.incident;
            Optional<IncidentStatus> to = asked.move().flatMap(move -> LifeCycle.to(before.status(), move));
            Decision decision = night.ask(asked.command());
            if (asked.move().isPresent()) {
                assertThat(decision instanceof Decision.Accepted).isEqualTo(to.isPresent());
            }
            if (decision instanceof Decision.Rejected rejected) {
                assertThat(rejected.reason()).isNotBlank();
                assertThat(night.incident).isEqualTo(before);
            }
            expected = to.orElse(expected);
            assertThat(night.incident.status()).isEqualTo(expected);
            assertThat(night.incident.resolvedAt().isPresent()).isEqualTo(!expected.isOpen());
        }
    }

    @Property
    void the_state_is_the_fold_of_its_events_and_its_version_counts_them(
            @ForAll("conversations") List<Asked> conversation) {
        Case night = Case.opened();
        conversation.forEach(asked -> night.ask(asked.command()));

        assertThat(Incident.fold(night.events)).isEqualTo(night.incident);
        assertThat(night.incident.version()).isEqualTo(night.events.size());
        assertThat(IncidentSnapshot.of(Incident.fold(night.events))).isEqualTo(IncidentSnapshot.of(night.incident));
    }

    @Property
    void an_event_that_comes_twice_stops_the_fold(
            @ForAll("conversations") List<Asked> conversation, @ForAll int which) {
        Case night = Case.opened();
        conversation.forEach(asked -> night.ask(asked.command()));
        int at = Math.floorMod(which, night.events.size());
        IncidentEvent event = night.events.get(at);

        assertThatThrownBy(() -> night.incident.apply(event))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("event inc-1-%d of type %s does not follow version %d of incident inc-1"
                        .formatted(at + 1, event.type(), night.incident.version()));
    }

    private static Asked move(Move move, Function<CommandMeta, IncidentCommand> command) {
        return new Asked(move.words(), Optional.of(move), command);
    }

    private static Asked word(String name, Function<CommandMeta, IncidentCommand> command) {
        return new Asked(name, Optional.empty(), command);
    }
}
