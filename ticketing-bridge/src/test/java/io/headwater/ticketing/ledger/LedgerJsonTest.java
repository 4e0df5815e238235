package io.headwater.ticketing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.ticketing.ticket.Intent;
import io.headwater.ticketing.ticket.Placement;
import io.headwater.ticketing.ticket.Seen;
import io.headwater.ticketing.ticket.Sight;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerJsonTest {
    private static final Placement PLACEMENT = new Placement("DATA", "Bug", List.of("a"), "Done");

    static Stream<Intent> everyIntent() {
        Sight sight = Seen.broken().titled("a\u0000b \"c\" \\ 漢").sight();
        return Stream.of(
                new Intent.Create(sight, PLACEMENT),
                new Intent.LinkBack("payments broke"),
                new Intent.Edit(Seen.broken().resolved().sight()),
                new Intent.Comment(Intent.Topic.MERGED_FROM, sight, Seen.BROKEN.plusNanos(1), "inc-2", "why"),
                new Intent.Move(List.of("Done"), "done"));
    }

    @ParameterizedTest
    @MethodSource("everyIntent")
    void every_intent_is_read_back_as_it_was_written(Intent intent) {
        String json = LedgerJson.write(intent);
        assertThat(LedgerJson.read(json, Intent.class)).isEqualTo(intent);
        assertThat(json).as("a text column of PostgreSQL takes it").doesNotContain("\u0000");
    }

    @Test
    void the_sealed_kinds_are_all_known_to_the_ledger() {
        assertThat(everyIntent().map(Object::getClass))
                .containsExactlyInAnyOrder((Class<?>[]) Intent.class.getPermittedSubclasses());
    }

    @Test
    void what_a_later_version_wrote_is_read_without_what_it_added() {
        String json = LedgerJson.write(PLACEMENT).replaceFirst("\\{", "{\"priority\":\"High\",");
        assertThat(LedgerJson.read(json, Placement.class)).isEqualTo(PLACEMENT);
    }
}
