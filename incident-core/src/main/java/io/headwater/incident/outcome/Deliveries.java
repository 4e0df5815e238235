package io.headwater.incident.outcome;

import io.headwater.identity.ContentId;
import io.headwater.incident.outcome.CheckRow.Delivery;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was delivered for each of a check's recent runs, oldest first. One block of bytes, as it is kept on disk: every outcome
 * looks through the deliveries of its check and adds one.
 */
public final class Deliveries {
    /** Nothing was delivered yet. */
    public static final Deliveries NONE = new Deliveries(new byte[0]);

    /** The oldest beyond that many are forgotten. */
    static final int MOST = 60;

    /** Every outcome reads all of its check's: a buffer checks its bounds twice. */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int SAID = Long.BYTES;
    private static final int RECEIVED = SAID + Long.BYTES;
    private static final int ALERTED = RECEIVED + Integer.BYTES;
    private static final int WIDTH = ALERTED + 1;

    /** By delivery: run, what was said, seconds since 1970 without a sign, whether it alerted. */
    private final byte[] bytes;

    private Deliveries(byte[] bytes) {
        this.bytes = bytes;
    }

    /** As {@link #bytes} gave them. */
    static Deliveries of(byte[] bytes) {
        if (bytes.length % WIDTH != 0) {
            throw new IllegalArgumentException(
                    "deliveries take " + WIDTH + " bytes each; " + bytes.length + " are left over or missing some");
        }
        return bytes.length == 0 ? NONE : new Deliveries(bytes);
    }

    /** All of them, not to be written to. */
    byte[] bytes() {
        return bytes;
    }

    /** The number under which a run's deliveries are kept. */
    public static long numbered(String run) {
        return ContentId.number(run);
    }

    public int size() {
        return bytes.length / WIDTH;
    }

    /** What was last delivered for the run of that number. */
    public Optional<Delivery> latest(long run) {
        for (int at = bytes.length - WIDTH; at >= 0; at -= WIDTH) {
            if ((long) LONGS.get(bytes, at) == run) {
                ByteBuffer all = ByteBuffer.wrap(bytes);
                Instant received = Instant.ofEpochSecond(Integer.toUnsignedLong(all.getInt(at + RECEIVED)));
                return Optional.of(new Delivery(run, all.getLong(at + SAID), all.get(at + ALERTED) != 0, received));
            }
        }
        return Optional.empty();
    }

    /** Whether what was delivered then may have been forgotten for what came after it, younger than 30 days or not. */
    public boolean mayHaveForgotten(Instant at) {
        return size() >= MOST
                && at.getEpochSecond()
                        < Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(RECEIVED));
    }

    /** With that one as the last of its run; what was received before {@code since} is forgotten. */
    public Deliveries with(Delivery latest, Instant since) {
        byte[] kept = new byte[bytes.length + WIDTH];
        int size = 0;
        for (int at = 0; at < bytes.length; at += WIDTH) {
            boolean old = Integer.toUnsignedLong((int) INTS.get(bytes, at + RECEIVED)) < since.getEpochSecond();
            if (!old && (long) LONGS.get(bytes, at) != latest.run()) {
                System.arraycopy(bytes, at, kept, size, WIDTH);
                size += WIDTH;
            }
        }
        ByteBuffer.wrap(kept, size, WIDTH)
                .putLong(latest.run())
                .putLong(latest.said())
                .putInt((int) latest.receivedAt().getEpochSecond())
                .put((byte) (latest.alerted() ? 1 : 0));
        size += WIDTH;
        return new Deliveries(Arrays.copyOfRange(kept, Math.max(0, size - MOST * WIDTH), size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deliveries that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return size() + " deliveries";
    }
}
