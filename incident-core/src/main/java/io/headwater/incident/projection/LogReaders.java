package io.headwater.incident.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Reads the log in several shares at once: while the database writes for one, another decodes. A workspace lies on one
 * partition of every topic, so no two of them write the same row.
 */
final class LogReaders implements AutoCloseable {
    private static final int FEWEST = 2;
    private static final int MOST = 4;

    private final List<LogReading> readings = new ArrayList<>();
    private final ExecutorService threads;
    private volatile boolean failed;

    /** @param kafka how the broker is reached */
    LogReaders(Map<String, Object> kafka, RecordReader reader, BatchWriter writer, BooleanSupplier cancelled) {
        int shares = Math.max(FEWEST, Math.min(MOST, Runtime.getRuntime().availableProcessors()));
        threads = Executors.newFixedThreadPool(shares, work -> {
            Thread thread = new Thread(work, "projection-rebuild-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int share = 0; share < shares; share++) {
                int mine = share;
                readings.add(new LogReading(
                        kafka,
                        reader,
                        writer,
                        partition -> partition % shares == mine,
                        () -> failed || cancelled.getAsBoolean()));
            }
        } catch (RuntimeException unreachable) {
            close();
            throw unreachable;
        }
    }

    /** Reads up to where the log ends now; the progress is told by one thread at a time. */
    void toTheEnd(Destination destination, LogReading.Progress progress) {
        Map<LogReading, long[]> read = new HashMap<>();
        together(reading -> reading.toTheEnd(destination, (records, total) -> {
            synchronized (read) {
                read.put(reading, new long[] {records, total});
                if (read.size() == readings.size()) {
                    progress.read(sum(read, 0), sum(read, 1));
                }
            }
        }));
    }

    private static long sum(Map<LogReading, long[]> read, int column) {
        return read.values().stream().mapToLong(share -> share[column]).sum();
    }

    /** Reads at least up to these offsets, by place. */
    void to(Map<String, Long> offsets, Destination destination) {
        together(reading -> reading.to(offsets, destination, () -> {}));
    }

    /** Where one fails the others end too, and its failure is what is told. */
    private void together(Consumer<LogReading> work) {
        List<Throwable> failures = new ArrayList<>();
        CompletableFuture.allOf(readings.stream()
                        .map(reading -> CompletableFuture.runAsync(() -> work.accept(reading), threads)
                                .exceptionally(failure -> {
                                    synchronized (failures) {
                                        failures.add(failure);
                                    }
                                    failed = true;
                                    return null;
                                }))
                        .toArray(CompletableFuture[]::new))
                .join();
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            Throwable cause = first instanceof CompletionException ? first.getCause() : first;
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the log could not be read", cause);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        readings.forEach(LogReading::close);
    }
}
