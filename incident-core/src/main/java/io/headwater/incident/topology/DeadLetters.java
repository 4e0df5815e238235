package io.headwater.incident.topology;

import io.headwater.identity.ContentId;
import io.headwater.schema.DeadLetter;
import io.headwater.topics.DeadLetterPayload;
import io.headwater.topics.RefusedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Makes dead letters of inputs that could not be read or processed, and of timers whose firing failed. */
final class DeadLetters {
    static final String DECODE = "decode";
    static final String PROCESS = "process";

    private static final String SERVICE = "incident-core";

    private DeadLetters() {}

    /** The dead letter of one input; the same at every attempt. */
    static DeadLetter of(Consumed input, String stage, String reason) {
        return new RefusedRecord(
                        input.topic(),
                        input.partition(),
                        input.offset(),
                        input.arrival(),
                        input.raw().key(),
                        input.raw().value(),
                        input.raw().headers())
                .letter(SERVICE, stage, reason);
    }

    /** The dead letter of a timer whose firing failed; it is not fired again. */
    static DeadLetter ofTimer(String workspace, String timer, Instant dueAt, String reason) {
        return DeadLetter.newBuilder()
                .setWorkspace(workspace)
                .setDeliveryId(ContentId.of("dl", workspace, timer, dueAt.toString()))
                .setSource(SERVICE)
                .setStage(PROCESS)
                .setReason(RefusedRecord.inShort(reason))
                .setRedrive("none: report the reason with the timer's name")
                .setAt(dueAt)
                .setPayload(DeadLetterPayload.of(timer.getBytes(StandardCharsets.UTF_8))
                        .gzip())
                .setHeaders(Map.of("timer", timer))
                .build();
    }
}
