package io.headwater.cli.supervisor;

import io.headwater.cli.supervisor.Part.PartFailed;
import io.headwater.cli.supervisor.PartState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts parts as soon as those they stand on are up, watches them and brings back what dies, up to {@value
 * #MAX_RESTARTS} times within a minute. Says how everything is in the state file.
 */
public final class Supervisor {
    private static final Logger LOG = Logger.getLogger(Supervisor.class.getName());
    /** A part that ends is noticed at once; one that still starts may have a slow machine to itself and seven others. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MAX_RESTARTS = 5;
    private static final long RESTART_WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, PartState> states = new LinkedHashMap<>();
    private final Map<String, Deque<Long>> deaths = new HashMap<>();
    private final Path stateFile;
    private final String url;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean stopping;

    public Supervisor(List<Part> parts, Path stateFile, String url) {
        for (Part part : parts) {
            this.parts.put(part.name(), part);
            states.put(part.name(), PartState.waiting(part.name(), part.port()));
        }
        this.stateFile = stateFile;
        this.url = url;
        publish();
    }

    /** Starts everything; returns whether all came up. What failed says so in the state file. */
    public boolean startAll() {
        Map<String, CompletableFuture<Boolean>> starts = new LinkedHashMap<>();
        for (Part part : parts.values()) {
            CompletableFuture<?>[] before =
                    part.after().stream().map(starts::get).toArray(CompletableFuture[]::new);
            starts.put(part.name(), CompletableFuture.allOf(before).thenApplyAsync(ignored -> start(part), threads));
        }
        // All of them, also where one has failed already: what is said here must be the whole state.
        List<Boolean> ends = starts.values().stream().map(Supervisor::succeeded).toList();
        boolean up = ends.stream().allMatch(Boolean::booleanValue);
        publish();
        return up;
    }

    private static boolean succeeded(CompletableFuture<Boolean> start) {
        return start.join();
    }

    private boolean start(Part part) {
        boolean footing = part.after().stream().allMatch(name -> state(name).isUp());
        if (!footing || stopping) {
            set(state(part.name()).in(Phase.FAILED, "not started: what it stands on is not up (" + part.after() + ")"));
            return false;
        }
        set(state(part.name()).in(Phase.STARTING, ""));
        long began = System.nanoTime();
        try {
            long pid = part.start(PATIENCE);
            set(state(part.name()).up(pid, (System.nanoTime() - began) / 1e9));
            return true;
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, failure, () -> part.name() + " did not start");
            set(state(part.name()).in(Phase.FAILED, words(failure)));
            return false;
        }
    }

    /** A part says itself what is wrong; of anything else the kind is told too. */
    private static String words(RuntimeException failure) {
        return failure instanceof PartFailed ? failure.getMessage() : failure.toString();
    }

    /** Watches until {@link #stopAll}; returns then. */
    public void watch() {
        while (!stopping) {
            for (Part part : parts.values()) {
                if (!stopping && state(part.name()).isUp() && !part.isAlive()) {
                    died(part, "");
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** @param why it could not be brought back; empty: it was up and ended */
    private synchronized void died(Part part, String why) {
        if (stopping) {
            return;
        }
        Deque<Long> times = deaths.computeIfAbsent(part.name(), n -> new ArrayDeque<>());
        long now = System.nanoTime();
        times.addLast(now);
        while (now - times.peekFirst() > RESTART_WINDOW_NANOS) {
            times.removeFirst();
        }
        if (times.size() > MAX_RESTARTS) {
            set(state(part.name())
                    .in(
                            Phase.FAILED,
                            part.name() + " died " + times.size()
                                    + " times within a minute; its log is in the logs directory"
                                    + (why.isEmpty() ? "" : ". " + why)));
            return;
        }
        LOG.warning(() -> part.name() + " died; bringing it back");
        set(state(part.name()).restarting("died; being brought back"));
        threads.execute(() -> bringBack(part));
    }

    /** What dies again while it starts, since what it stands on died with it perhaps, has died once more. */
    private void bringBack(Part part) {
        long began = System.nanoTime();
        try {
            long pid = part.start(PATIENCE);
            set(state(part.name()).up(pid, (System.nanoTime() - began) / 1e9));
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, failure, () -> part.name() + " was not brought back");
            if (pausedBeforeNextTry()) {
                died(part, words(failure));
            }
        }
    }

    private static boolean pausedBeforeNextTry() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops everything, last started first, and removes the state file. */
    public void stopAll() {
        stopping = true;
        List<Part> order = new ArrayList<>(parts.values());
        Collections.reverse(order);
        publish();
        Map<Boolean, List<Part>> services = new LinkedHashMap<>();
        order.forEach(p -> services.computeIfAbsent(p instanceof ServicePart, k -> new ArrayList<>())
                .add(p));
        // The services have nothing to wait for in each other: they end side by side, then what they stand on.
        CompletableFuture<?>[] ends = services.getOrDefault(true, List.of()).stream()
                .map(p -> CompletableFuture.runAsync(() -> stop(p), threads))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).join();
        services.getOrDefault(false, List.of()).forEach(this::stop);
        threads.shutdown();
        try {
            Files.deleteIfExists(stateFile);
        } catch (java.io.IOException failure) {
            LOG.log(Level.WARNING, "cannot remove the state file", failure);
        }
    }

    private void stop(Part part) {
        try {
            part.stop();
            set(state(part.name()).in(Phase.STOPPED, ""));
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, failure, () -> part.name() + " did not stop cleanly");
        }
    }

    private synchronized PartState state(String name) {
        return states.get(name);
    }

    private synchronized void set(PartState state) {
        states.put(state.name(), state);
        publish();
    }

    private synchronized void publish() {
        boolean ready = states.values().stream().allMatch(PartState::isUp);
        long startedAt = ProcessHandle.current()
                .info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
        new StackState(ProcessHandle.current().pid(), startedAt, url, ready, stopping, List.copyOf(states.values()))
                .write(stateFile);
    }
}
