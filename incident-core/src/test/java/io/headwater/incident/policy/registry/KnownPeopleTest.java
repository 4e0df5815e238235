package io.headwater.incident.policy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.Person;
import org.junit.jupiter.api.Test;

class KnownPeopleTest {
    private final KnownPeople people = new KnownPeople();

    private static Person ada(String name, String email, String slack) {
        return Person.newBuilder()
                .setWorkspace("shop")
                .setPerson("hash-of-ada")
                .setName(name)
                .setEmail(email)
                .setSlackId(slack)
                .build();
    }

    @Test
    void a_policy_that_names_somebody_by_email_leaves_the_name_and_slack_id_that_are_known() {
        people.take("shop|hash-of-ada", ada("Ada Lovelace", null, "U1"));

        assertThat(people.news(ada(null, "ada@example.com", null)))
                .contains(ada("Ada Lovelace", "ada@example.com", "U1"));
    }

    @Test
    void nothing_is_written_of_somebody_of_whom_nothing_is_new() {
        people.take("shop|hash-of-ada", ada("Ada Lovelace", "ada@example.com", null));

        assertThat(people.news(ada(null, "ada@example.com", null))).isEmpty();
    }

    @Test
    void a_stranger_and_one_who_was_erased_are_new() {
        Person met = ada(null, "ada@example.com", null);
        assertThat(people.news(met)).contains(met);

        people.take("shop|hash-of-ada", ada("Ada Lovelace", "ada@example.com", null));
        people.take("shop|hash-of-ada", null);
        assertThat(people.news(met)).contains(met);
    }
}
