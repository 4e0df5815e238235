package io.headwater.incident.topology;

import io.headwater.incident.silence.Conditions;
import io.headwater.incident.topology.store.DueTimer;
import io.headwater.incident.topology.store.OrderLog;
import io.headwater.incident.topology.store.TaskState;
import io.headwater.incident.triage.Output;
import io.headwater.incident.triage.PriorityRules;
import io.headwater.incident.triage.Triage;
import io.headwater.topics.RefusedRecord;
import io.headwater.topics.RegistryUnavailable;
import io.headwater.topics.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the engines of a task, one for each workspace: gives them time and inputs, and sends on what they decide. An input
 * that an engine fails on becomes a dead letter and leaves no other trace; the partition moves on.
 */
final class TriageProcessor implements Processor<Object, Step, Object, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(TriageProcessor.class);

    private final RecordFormat format;
    private final PriorityRules priorities;
    private final Conditions silencing;
    private final Map<String, Engine> engines = new HashMap<>();
    private ProcessorContext<Object, Object> context;
    private Outlet outlet;
    private TaskState state;
    private Sensor failed;

    /** A workspace's engine and what it stands on. */
    private record Engine(Triage triage, TaskState.Scope scope, OutputParcels parcels) {}

    /** Why an input failed, and on which engine, whose memory is stale by now; empty: none could be restored. */
    private record Failure(String reason, Optional<Engine> engine) {}

    TriageProcessor(RecordFormat format, PriorityRules priorities, Conditions silencing) {
        this.format = format;
        this.priorities = priorities;
        this.silencing = silencing;
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        outlet = new Outlet(context, format);
        state = new TaskState(context);
        engines.clear();
        failed = Counters.of(context, "failed", Topics.ALERTS);
    }

    @Override
    public void process(Record<Object, Step> record) {
        if (record.value() instanceof Step.TimePassed passed) {
            fireDue(passed);
        } else if (record.value() instanceof Step.TimerRecorded recorded) {
            fire(asRecorded(recorded), recorded.order());
        } else if (record.value() instanceof Step.Arrived arrived) {
            Optional<Failure> failure = decide(arrived.workspace(), engine -> outputs(engine, arrived));
            failure.ifPresent(failed -> {
                outlet.deadLetter(DeadLetters.of(arrived.input(), DeadLetters.PROCESS, failed.reason()));
                answer(failed, arrived);
            });
        }
    }

    /** Who asked for something that failed is not left waiting for a decision. */
    private void answer(Failure failure, Step.Arrived arrived) {
        if (arrived.fact() instanceof Fact.Commanded commanded
                && failure.engine().isPresent()) {
            Output refusal = new Output.Decided(
                    commanded.command().meta().commandId(),
                    Output.Kind.REJECTED,
                    "Headwater failed on it and has done nothing: " + RefusedRecord.inShort(failure.reason()),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    arrived.input().arrival(),
                    Optional.empty());
            try {
                outlet.send(failure.engine().get().parcels().of(refusal));
            } catch (KafkaException | RegistryUnavailable unreachable) {
                throw unreachable;
            } catch (RuntimeException unanswerable) {
                // Its own id may be what is wrong with it. The dead letter has it.
                LOG.warn("a command of workspace {} that failed cannot be answered", arrived.workspace(), unanswerable);
            }
        }
    }

    private static List<Output> outputs(Engine engine, Step.Arrived arrived) {
        Fact fact = arrived.fact();
        Instant at = arrived.input().arrival();
        if (fact instanceof Fact.Evaluated f) {
            return engine.triage().onOutcome(f.outcome(), at);
        } else if (fact instanceof Fact.Described f) {
            engine.scope().describe(f.urn(), f.asset());
            return engine.triage().onAsset(f.urn(), f.asset(), at);
        } else if (fact instanceof Fact.Viewed f) {
            return engine.triage().onView(f.view(), at);
        } else if (fact instanceof Fact.PolicyApplied f) {
            return engine.scope().apply(f.policy()) ? engine.triage().onPolicy(at) : List.of();
        } else if (fact instanceof Fact.PolicyEnded f) {
            boolean ended = engine.scope().end(f.kind(), f.name(), f.version());
            return ended ? engine.triage().onPolicy(at) : List.of();
        } else if (fact instanceof Fact.Commanded f) {
            return engine.triage().onCommand(f.command(), at);
        }
        throw new IllegalArgumentException("nothing is known to follow from " + fact);
    }

    /** Fires what is due by then, by due time. */
    private void fireDue(Step.TimePassed passed) {
        Optional<DueTimer> due = state.nextTimer(passed.upTo());
        while (due.isPresent()) {
            fire(due.get(), passed.order());
            due = state.nextTimer(passed.upTo());
        }
    }

    private DueTimer asRecorded(Step.TimerRecorded recorded) {
        return state.timer(recorded.key())
                .filter(timer -> timer.dueAt().equals(recorded.dueAt()))
                .orElseThrow(() -> new IllegalStateException(
                        "the replay has parted from the log: timer %s is on record as fired, due %s; here it is not set for then"
                                .formatted(recorded.key().replace('\0', '/'), recorded.dueAt())));
    }

    /** Each firing is on record as an input is. */
    private void fire(DueTimer timer, OrderLog order) {
        order.fired(timer.key(), timer.dueAt());
        Optional<Failure> failure = decide(timer.workspace(), engine -> {
            engine.scope().timers().cancel(timer.name());
            return engine.triage().onTimer(timer.timer());
        });
        failure.ifPresent(failed -> {
            state.timers(timer.workspace()).cancel(timer.name());
            state.keep();
            outlet.deadLetter(DeadLetters.ofTimer(timer.workspace(), timer.name(), timer.dueAt(), failed.reason()));
        });
    }

    /** Lets the workspace's engine decide, keeps its state and sends its outputs; or answers why it failed. */
    private Optional<Failure> decide(String workspace, Function<Engine, List<Output>> input) {
        List<Outlet.Parcel> parcels;
        try {
            Engine engine = engines.computeIfAbsent(workspace, this::restore);
            List<Output> outputs = input.apply(engine);
            parcels = outputs.stream().map(engine.parcels()::of).toList();
        } catch (KafkaException | RegistryUnavailable failure) {
            // Not the input's fault: the task fails and takes it up again.
            throw failure;
        } catch (RuntimeException failure) {
            LOG.error("an input of workspace {} failed and becomes a dead letter", workspace, failure);
            failed.record();
            state.forget();
            return Optional.of(new Failure(
                    failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                    Optional.ofNullable(engines.remove(workspace))));
        }
        state.keep();
        parcels.forEach(outlet::send);
        return Optional.empty();
    }

    private Engine restore(String workspace) {
        TaskState.Scope scope = state.workspace(workspace);
        Triage triage = new Triage(scope, priorities, silencing);
        triage.restore();
        return new Engine(triage, scope, new OutputParcels(outlet, scope));
    }
}
