package io.headwater.lineage.intake;

import io.headwater.schema.RawPayload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the parts of one partition's deliveries together; the parts of several may alternate. For one thread. */
final class Assembly implements AutoCloseable {
    private final Map<String, OpenDelivery> open = new LinkedHashMap<>();
    private final Duration patience;

    /** @param patience how long, in time of the log, a delivery may wait for its next part */
    Assembly(Duration patience) {
        this.patience = patience;
    }

    /**
     * Takes a part.
     *
     * @return the delivery, once its last part is there; the caller closes it
     * @throws Unreadable when the part does not follow; the delivery is dropped then
     */
    Optional<OpenDelivery> take(String key, RawPayload part, long offset, Instant seen) throws IOException {
        OpenDelivery delivery = open.get(key);
        if (delivery == null
                || part.getPart() == 0 && part.getParts() != delivery.first().getParts()) {
            drop(key);
            delivery = begin(key, part, offset, seen);
        } else {
            try {
                delivery.add(part, offset, seen);
            } catch (Unreadable unreadable) {
                drop(key);
                throw unreadable;
            }
        }
        if (!delivery.complete()) {
            return Optional.empty();
        }
        open.remove(key);
        return Optional.of(delivery);
    }

    /** Deliveries of which no part came for longer than the patience; the caller closes them. */
    List<OpenDelivery> abandoned(Instant now) {
        List<OpenDelivery> late = new ArrayList<>();
        open.values().removeIf(delivery -> {
            boolean gone = delivery.lastSeen().plus(patience).isBefore(now);
            if (gone) {
                late.add(delivery);
            }
            return gone;
        });
        return late;
    }

    /** Where to resume after a crash: never beyond the first part of an unfinished delivery. */
    long resumeAt(long next) {
        return open.values().stream().mapToLong(OpenDelivery::firstOffset).reduce(next, Math::min);
    }

    @Override
    public void close() throws IOException {
        for (OpenDelivery delivery : open.values()) {
            delivery.close();
        }
        open.clear();
    }

    private OpenDelivery begin(String key, RawPayload part, long offset, Instant seen) throws IOException {
        if (part.getPart() != 0) {
            throw new Unreadable(
                    "assemble", "part " + part.getPart() + " of " + part.getParts() + " came without those before it");
        }
        OpenDelivery delivery = OpenDelivery.begin(part, offset, seen);
        open.put(key, delivery);
        return delivery;
    }

    private void drop(String key) throws IOException {
        OpenDelivery dropped = open.remove(key);
        if (dropped != null) {
            dropped.close();
        }
    }
}
