package io.headwater.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.schema.CheckKind;
import io.headwater.schema.CheckOutcome;
import io.headwater.schema.OutcomeStatus;
import io.headwater.schema.SubjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StorableTextsTest {
    private static CheckOutcome outcome(String text) {
        return CheckOutcome.newBuilder()
                .setWorkspace("larkspur")
                .setSource("dbt")
                .setCheck(text)
                .setCheckName("orders")
                .setCheckKind(CheckKind.DATA_TEST)
                .setSubjects(List.of(SubjectRef.newBuilder()
                        .setUrn("table:shop.core.orders")
                        .setNames(List.of("dbt:model.shop.orders", text))
                        .build()))
                .setRun("run-1")
                .setStatus(OutcomeStatus.FAILED)
                .setMessage(text)
                .setOccurredAt(Instant.EPOCH)
                .setReceivedAt(Instant.EPOCH)
                .setDeliveryId("delivery-1")
                .setAttributes(Map.of(text, text))
                .build();
    }

    @Test
    void a_nul_is_replaced_wherever_it_is() {
        CheckOutcome outcome = outcome("a\0b");
        StorableTexts.in(outcome);
        assertThat(outcome).isEqualTo(outcome("a\uFFFDb"));
    }

    @Test
    void what_holds_none_is_left_as_it_is() {
        CheckOutcome outcome = outcome("Umsatz 😀");
        List<SubjectRef> subjects = outcome.getSubjects();
        StorableTexts.in(outcome);
        assertThat(outcome).isEqualTo(outcome("Umsatz 😀"));
        assertThat(outcome.getSubjects()).isSameAs(subjects);
    }
}
