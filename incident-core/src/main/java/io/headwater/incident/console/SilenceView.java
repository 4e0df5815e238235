package io.headwater.incident.console;

import io.headwater.incident.policy.registry.KnownSilences;
import io.headwater.incident.silence.Period;
import io.headwater.incident.silence.Schedule;
import io.headwater.incident.silence.Silence;
import io.headwater.incident.silence.Weekly;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A silence or a maintenance window as a page shows it.
 *
 * @param author by name where known
 * @param from when its period begins, or began; null where it has none left
 * @param until when that period ends; of one that is over, when it ended
 * @param endedAt when somebody ended it; null where only its own times end it
 * @param hid how many outcomes it hid so far
 */
public record SilenceView(
        Silence silence, Standing standing, String author, Instant from, Instant until, Instant endedAt, long hid) {
    /** Those in force that end first, those coming that begin first, those over that ended last. */
    static final Comparator<SilenceView> ORDER = Comparator.comparing(SilenceView::standing)
            .thenComparing(SilenceView::place)
            .thenComparing(view -> view.silence.id());

    /** How it stands now. */
    public enum Standing {
        IN_FORCE,
        COMING,
        OVER
    }

    static SilenceView of(KnownSilences.Known known, String author, long hid, Instant now) {
        Silence silence = known.silence();
        if (known.endedAt().isPresent()) {
            Instant ended = known.endedAt().get();
            return new SilenceView(silence, Standing.OVER, author, null, ended, ended, hid);
        }
        Optional<Period> period = silence.schedule().currentOrNext(now);
        if (period.isEmpty()) {
            return new SilenceView(silence, Standing.OVER, author, null, lastMoment(silence.schedule()), null, hid);
        }
        Standing standing = period.get().holds(now) ? Standing.IN_FORCE : Standing.COMING;
        return new SilenceView(
                silence, standing, author, period.get().from(), period.get().until(), null, hid);
    }

    /** Of one that is over. Only with an end is a weekly one ever over. */
    private static Instant lastMoment(Schedule schedule) {
        return schedule instanceof Weekly weekly
                ? weekly.until().orElse(Instant.EPOCH)
                : ((Schedule.Once) schedule).until();
    }

    private long place() {
        return switch (standing) {
            case IN_FORCE -> until.getEpochSecond();
            case COMING -> from.getEpochSecond();
            case OVER -> -until.getEpochSecond();
        };
    }

    public boolean isInForce() {
        return standing == Standing.IN_FORCE;
    }

    public boolean isComing() {
        return standing == Standing.COMING;
    }

    /** Its recurrence; null where it is in force once. */
    public Weekly weekly() {
        return silence.schedule() instanceof Weekly weekly ? weekly : null;
    }

    /** The condition that must hold as well; null where there is none. */
    public String when() {
        return silence.when().orElse(null);
    }

    /** Of these, those that stand so. */
    static List<SilenceView> that(List<SilenceView> views, Standing standing) {
        return views.stream().filter(view -> view.standing == standing).toList();
    }
}
