package io.headwater.incident.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.Person;
import io.headwater.topics.RecordKey;
import io.headwater.topics.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordFoldTest {
    private static final String ADA = "ada0".repeat(8);
    private static final String KEY = RecordKey.of("acme", ADA);

    private final RecordFold fold = new RecordFold();
    private long offset;

    @Test
    void a_tombstone_takes_the_persons_row() {
        PersonRow row = known("Ada Lovelace");
        tell(null);

        assertThat(fold.people.removed()).containsExactly(row);
        assertThat(fold.people.added()).isEmpty();
    }

    @Test
    void a_tombstone_of_whom_the_same_batch_introduced_leaves_nothing() {
        tell(person("Ada"));
        tell(null);

        assertThat(fold.people.added()).isEmpty();
        assertThat(fold.people.removed()).isEmpty();
    }

    @Test
    void a_person_who_is_erased_and_comes_back_in_one_batch_is_the_row_that_was_there_with_nothing_of_before() {
        PersonRow row = known("Ada Lovelace");
        row.email = "ada@example.com";
        row.slackId = "U1";
        tell(null);
        tell(person("Ada"));

        assertThat(fold.people.removed()).isEmpty();
        assertThat(fold.people.added()).isEmpty();
        assertThat(fold.people.find(KEY)).isSameAs(row);
        assertThat(row.name).isEqualTo("Ada");
        assertThat(row.email).isNull();
        assertThat(row.slackId).isNull();
    }

    private PersonRow known(String name) {
        PersonRow row = new PersonRow();
        row.key = KEY;
        row.name = name;
        fold.people.loaded(KEY, row);
        return row;
    }

    private void tell(SpecificRecord value) {
        fold.apply(new Inbound(Topics.PEOPLE.name(), 0, offset++, KEY, Instant.EPOCH, value));
    }

    private static Person person(String name) {
        return Person.newBuilder()
                .setWorkspace("acme")
                .setPerson(ADA)
                .setName(name)
                .build();
    }
}
