package io.headwater.lineage.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The answer to a delivery that Kafka has.
 *
 * @param deliveryId under which it travels
 * @param accepted items taken
 * @param rejected items not taken; each is kept as a dead letter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Accepted(String deliveryId, int accepted, List<RejectedItem> rejected) {

    /** An item that broke a rule. */
    public record RejectedItem(String path, String rule) {}
}
