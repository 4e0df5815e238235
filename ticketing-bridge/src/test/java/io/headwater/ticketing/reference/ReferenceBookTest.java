package io.headwater.ticketing.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.schema.Person;
import io.headwater.schema.Policy;
import io.headwater.ticketing.ticket.Placement;
import io.headwater.ticketing.ticket.TicketPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReferenceBookTest {
    private static final TicketPolicy SHIPPED = TicketPolicy.shipped("DATA", "Bug");

    private final ReferenceBook book = new ReferenceBook(SHIPPED);

    @Test
    void a_workspace_without_a_ticket_policy_has_the_shipped_one() {
        book.add(policy("routing", "default", 1, "{\"spec\":{\"project\":\"X\"}}"));
        assertThat(book.policies("shop")).containsExactly(SHIPPED);
    }

    @Test
    void what_a_policy_does_not_say_is_as_shipped() {
        book.add(policy("ticket", "default", 1, "{\"spec\":{\"labels\":[\"finance\"]}}"));
        assertThat(book.policies("shop"))
                .containsExactly(
                        new TicketPolicy(Set.of("P0", "P1"), new Placement("DATA", "Bug", List.of("finance"), "Done")));
    }

    @Test
    void an_empty_list_of_priorities_means_none() {
        book.add(policy("ticket", "default", 1, "{\"spec\":{\"priorities\":[]}}"));
        assertThat(book.policies("shop").get(0).priorities()).isEmpty();
    }

    @Test
    void the_newest_version_counts_in_whatever_order_they_are_read() {
        book.add(policy("ticket", "default", 2, "{\"spec\":{\"project\":\"NEW\"}}"));
        book.add(policy("ticket", "default", 1, "{\"spec\":{\"project\":\"OLD\"}}"));
        assertThat(project()).isEqualTo("NEW");
    }

    @Test
    void several_are_in_force_by_name_and_a_removed_one_is_not() {
        book.add(policy("ticket", "b", 1, "{\"spec\":{\"project\":\"B\"}}"));
        book.add(policy("ticket", "a", 1, "{\"spec\":{\"project\":\"A\"}}"));
        assertThat(book.policies("shop").stream()
                        .map(policy -> policy.placement().project()))
                .containsExactly("A", "B");
        Policy removed = policy("ticket", "a", 2, "{}");
        removed.setRemoved(true);
        book.add(removed);
        assertThat(project()).isEqualTo("B");
    }

    @Test
    void another_workspaces_policy_does_not_count() {
        book.add(policy("ticket", "default", 1, "{\"spec\":{\"project\":\"X\"}}"));
        assertThat(book.policies("other")).containsExactly(SHIPPED);
    }

    @Test
    void a_document_that_cannot_be_read_leaves_the_policy_in_force() {
        book.add(policy("ticket", "default", 1, "{\"spec\":{\"project\":\"OLD\"}}"));
        assertThatThrownBy(() -> book.add(policy("ticket", "default", 2, "{")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(project()).isEqualTo("OLD");
    }

    @Test
    void a_person_has_a_name_else_an_address_until_erased() {
        book.add(person("a", "Ada Lovelace", "ada@example.com"));
        book.add(person("b", null, "bob@example.com"));
        book.add(person("c", null, null));
        assertThat(book.names("shop").of("a")).contains("Ada Lovelace");
        assertThat(book.names("shop").of("b")).contains("bob@example.com");
        assertThat(book.names("shop").of("c")).isEmpty();
        assertThat(book.names("other").of("a")).isEmpty();
        book.erase("shop|a");
        assertThat(book.names("shop").of("a")).isEmpty();
    }

    private String project() {
        return book.policies("shop").get(0).placement().project();
    }

    private static Policy policy(String kind, String name, long version, String document) {
        return Policy.newBuilder()
                .setWorkspace("shop")
                .setKind(kind)
                .setName(name)
                .setVersion(version)
                .setDocument(document)
                .setAppliedAt(Instant.EPOCH)
                .build();
    }

    private static Person person(String hash, String name, String email) {
        return Person.newBuilder()
                .setWorkspace("shop")
                .setPerson(hash)
                .setName(name)
                .setEmail(email)
                .build();
    }
}
