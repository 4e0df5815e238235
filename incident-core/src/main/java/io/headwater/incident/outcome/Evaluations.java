package io.headwater.incident.outcome;

import io.headwater.incident.outcome.CheckRow.Evaluation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * A check's last evaluations, oldest first, ten at most. One block of bytes: every outcome adds one to those of its check, and
 * objects that live for ten outcomes each are what a garbage collector is worst at.
 */
public final class Evaluations extends AbstractList<Evaluation> implements RandomAccess {
    /** Nothing was evaluated yet. */
    public static final Evaluations NONE = new Evaluations(new byte[0]);

    /** The oldest beyond that many are forgotten. */
    static final int MOST = 10;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int WIDTH = Long.BYTES + Integer.BYTES;

    /** By evaluation: seconds since 1970, nanoseconds and in the last bit whether it was good. */
    private final byte[] bytes;

    private Evaluations(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Those, which are by time. */
    public static Evaluations of(List<Evaluation> evaluations) {
        byte[] bytes = new byte[evaluations.size() * WIDTH];
        for (int i = 0; i < evaluations.size(); i++) {
            write(bytes, i * WIDTH, evaluations.get(i));
        }
        return new Evaluations(bytes);
    }

    /** With that one at its place; one of the same time gives way to it. */
    public Evaluations with(Evaluation evaluation) {
        int before = size();
        while (before > 0 && at(before - 1).isAfter(evaluation.at())) {
            before--;
        }
        int after = before;
        if (before > 0 && at(before - 1).equals(evaluation.at())) {
            before--;
        }
        byte[] all = new byte[bytes.length + (before + 1 - after) * WIDTH];
        System.arraycopy(bytes, 0, all, 0, before * WIDTH);
        write(all, before * WIDTH, evaluation);
        System.arraycopy(bytes, after * WIDTH, all, (before + 1) * WIDTH, bytes.length - after * WIDTH);
        return new Evaluations(Arrays.copyOfRange(all, Math.max(0, all.length - MOST * WIDTH), all.length));
    }

    /** Without that of the time. */
    public Evaluations without(Instant time) {
        return of(stream().filter(evaluation -> !evaluation.at().equals(time)).toList());
    }

    /** When the last good one was. */
    public Optional<Instant> lastGood() {
        return stream()
                .filter(Evaluation::good)
                .reduce((earlier, later) -> later)
                .map(Evaluation::at);
    }

    @Override
    public Evaluation get(int index) {
        return new Evaluation(at(index), ((int) INTS.get(bytes, index * WIDTH + Long.BYTES) & 1) != 0);
    }

    @Override
    public int size() {
        return bytes.length / WIDTH;
    }

    private Instant at(int index) {
        int nanos = (int) INTS.get(bytes, index * WIDTH + Long.BYTES) >>> 1;
        return Instant.ofEpochSecond((long) LONGS.get(bytes, index * WIDTH), nanos);
    }

    private static void write(byte[] bytes, int offset, Evaluation evaluation) {
        LONGS.set(bytes, offset, evaluation.at().getEpochSecond());
        INTS.set(bytes, offset + Long.BYTES, evaluation.at().getNano() << 1 | (evaluation.good() ? 1 : 0));
    }
}
