package io.headwater.simulator;

import io.headwater.simulator.Evaluation.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Plays a storm: dbt jobs by their schedules, monitors that speak only when something changes; deliveries that come late,
 * out of order between senders, and some twice.
 */
public final class Night {
    /** When a night begins. */
    public static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private static final int MINUTES = 20 * 60;
    private static final int MONITOR_EVERY = 30;
    /** Checks that a job gets done in a second; large ones more, so that no run takes much over ten minutes. */
    private static final int LEAST_PER_SECOND = 4;

    private static final int LONGEST_RUN_SECONDS = 600;

    private final Storm storm;
    private final Warehouse warehouse;
    private final SplittableRandom random;
    private final Map<Integer, List<Watch>> dbtChecks = new HashMap<>();
    private final List<Watch> monitors = new ArrayList<>();
    private final Set<Watch> failing = new HashSet<>();
    private final Map<Watch, Integer> evaluations = new HashMap<>();
    private final int[] perSecond;
    private final PriorityQueue<Pending> underway = new PriorityQueue<>();
    private final Consumer<Delivery> arrived;
    private long sent;

    /** Sent and not there yet; what arrives in the same moment does so in the order in which it was sent. */
    private record Pending(Delivery delivery, long number) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            int byTime = delivery.arrives().compareTo(other.delivery.arrives());
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private Night(Storm storm, Consumer<Delivery> arrived) {
        this.storm = storm;
        this.arrived = arrived;
        this.warehouse = storm.warehouse();
        this.random = new SplittableRandom(storm.seed() ^ 0x5DEECE66DL);
        int[] checks = new int[warehouse.jobs().size()];
        for (Watch watch : warehouse.watches()) {
            if (watch.ofDbt()) {
                checks[warehouse.jobOf(watch.asset())]++;
                dbtChecks
                        .computeIfAbsent(watch.asset(), unused -> new ArrayList<>())
                        .add(watch);
            } else {
                monitors.add(watch);
            }
        }
        perSecond = Arrays.stream(checks)
                .map(count -> Math.max(LEAST_PER_SECOND, count / LONGEST_RUN_SECONDS))
                .toArray();
    }

    /** Everything said in the storm, in the order in which it arrives. */
    public static List<Evaluation> play(Storm storm) {
        List<Evaluation> said = new ArrayList<>();
        play(storm, delivery -> said.addAll(delivery.evaluations()));
        return said;
    }

    /** The same a delivery at a time, in the order of arrival; no more of it is held than is on its way. */
    public static void play(Storm storm, Consumer<Delivery> arrived) {
        Night night = new Night(storm, arrived);
        List<Warehouse.Job> jobs = night.warehouse.jobs();
        for (int minute = 0; minute < MINUTES; minute++) {
            night.arrive(MIDNIGHT.plusSeconds(60L * minute));
            for (int job = 0; job < jobs.size(); job++) {
                if (jobs.get(job).next(minute) == minute) {
                    night.run(job, minute);
                }
            }
            night.lookAtMonitors(minute);
        }
        night.arrive(Instant.MAX);
    }

    /** Nothing that is sent from now on arrives before now. */
    private void arrive(Instant now) {
        while (!underway.isEmpty() && underway.peek().delivery().arrives().isBefore(now)) {
            arrived.accept(underway.remove().delivery());
        }
    }

    private void send(Delivery delivery) {
        underway.add(new Pending(delivery, sent++));
    }

    private void sendAgain(Delivery delivery, Instant then) {
        List<Evaluation> again =
                delivery.evaluations().stream().map(one -> one.again(then)).toList();
        send(new Delivery(then, delivery.job(), again, true));
    }

    /** One dbt job: assets from the top down; all is delivered together when it is done. */
    private void run(int job, int minute) {
        List<Evaluation> run = new ArrayList<>();
        String id = "run-%d-%04d".formatted(job, minute);
        BitSet stopped = new BitSet();
        int[] position = {0};
        for (int asset = 0; asset < warehouse.size(); asset++) {
            if (warehouse.jobOf(asset) == job) {
                build(asset, minute, id, stopped, position, run);
            }
        }
        Instant done = MIDNIGHT.plusSeconds(60L * minute + position[0] / perSecond[job]);
        Instant arrives = done.plusSeconds(random.nextInt(10) == 0 ? 60 + random.nextInt(600) : random.nextInt(30));
        Collections.shuffle(run, new Random(random.nextLong()));
        List<Evaluation> whole = run.stream()
                .map(one -> new Evaluation(
                        one.watch(),
                        one.run(),
                        run.size(),
                        one.status(),
                        one.at(),
                        arrives,
                        one.message(),
                        one.causes(),
                        one.first()))
                .toList();
        Delivery delivery = new Delivery(arrives, job, whole, false);
        boolean twice = random.nextInt(20) == 0;
        if (whole.isEmpty()) {
            return;
        }
        send(delivery);
        if (twice) {
            sendAgain(delivery, arrives.plusSeconds(60));
        }
    }

    private void build(int asset, int minute, String run, BitSet stopped, int[] position, List<Evaluation> into) {
        Warehouse.Job job = warehouse.jobs().get(warehouse.jobOf(asset));
        boolean skipped = false;
        for (int up : warehouse.upstreams(asset)) {
            skipped |= stopped.get(up);
        }
        boolean stops = skipped;
        for (Watch watch : dbtChecks.getOrDefault(asset, List.of())) {
            Instant at = MIDNIGHT.plusSeconds(60L * minute + position[0]++ / perSecond[warehouse.jobOf(asset)]);
            if (skipped) {
                into.add(new Evaluation(watch, run, 0, Status.SKIPPED, at, at, "", Set.of(), false));
                continue;
            }
            Evaluation evaluation = evaluate(watch, run, minute, at);
            into.add(evaluation);
            boolean failed = evaluation.status() == Status.FAILED;
            skipped = failed && watch.kind() == Watch.Kind.BUILD;
            stops |= skipped || failed && watch.kind() == Watch.Kind.DATA_TEST && job.skipsBelowFailedTests();
        }
        stopped.set(asset, stops);
    }

    private void lookAtMonitors(int minute) {
        for (int number = 0; number < monitors.size(); number++) {
            if (minute % MONITOR_EVERY != number % MONITOR_EVERY) {
                continue;
            }
            Watch watch = monitors.get(number);
            boolean before = failing.contains(watch);
            Instant at = MIDNIGHT.plusSeconds(60L * minute + random.nextInt(60));
            Evaluation evaluation = evaluate(watch, "mc-%s-%04d".formatted(watch.id(), minute), minute, at);
            if ((evaluation.status() == Status.FAILED) != before) {
                Evaluation told = evaluation.arriving(at.plusSeconds(random.nextInt(180)));
                Delivery delivery = new Delivery(told.arrives(), -1, List.of(told), false);
                send(delivery);
                if (random.nextInt(20) == 0) {
                    sendAgain(delivery, told.arrives().plusSeconds(random.nextInt(1800)));
                }
            }
        }
    }

    private Evaluation evaluate(Watch watch, String run, int minute, Instant at) {
        int evaluation = evaluations.merge(watch, 1, Integer::sum);
        boolean noisy = storm.isNoisy(watch, minute, evaluation);
        Set<Integer> seen = noisy ? Set.of() : storm.seenBy(watch, minute);
        boolean bad = noisy || !seen.isEmpty();
        boolean first = bad && failing.add(watch);
        if (!bad) {
            failing.remove(watch);
        }
        return new Evaluation(
                watch,
                run,
                0,
                bad ? Status.FAILED : Status.PASSED,
                at,
                at,
                bad ? message(watch, seen) : "",
                seen,
                first);
    }

    private String message(Watch watch, Set<Integer> seen) {
        return switch (watch.kind()) {
            case BUILD -> buildMessage(watch, seen);
            case DATA_TEST -> "Got %d results, configured to fail if != 0".formatted(1 + random.nextInt(500));
            case FRESHNESS -> "no new rows since " + (2 + random.nextInt(30)) + " h";
            case MONITOR -> "volume outside the expected range";
        };
    }

    /** Builds that fail over one column say the same; a build that breaks by itself has words of its own. */
    private String buildMessage(Watch watch, Set<Integer> seen) {
        for (int cause : seen) {
            if (storm.causes().get(cause).kind() == Cause.Kind.CHANGED_SCHEMA) {
                return "Database Error: column \"c_%s\" does not exist"
                        .formatted(warehouse.name(storm.causes().get(cause).asset()));
            }
        }
        return "Database Error in model " + warehouse.name(watch.asset()) + ": division by zero";
    }
}
