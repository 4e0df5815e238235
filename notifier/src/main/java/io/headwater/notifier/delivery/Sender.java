package io.headwater.notifier.delivery;

import io.headwater.identity.ContentId;
import io.headwater.notifier.ledger.IntentRow;
import io.headwater.notifier.ledger.Intents;
import io.headwater.notifier.ledger.State;
import io.headwater.notifier.ledger.ThreadRow;
import io.headwater.notifier.message.Card;
import io.headwater.notifier.message.DetailsMessage;
import io.headwater.notifier.message.IncidentMessage;
import io.headwater.notifier.message.Message;
import io.headwater.notifier.message.Names;
import io.headwater.notifier.message.Sentences;
import io.headwater.notifier.slack.Answer;
import io.headwater.notifier.slack.FarEnd;
import io.headwater.notifier.slack.Posted;
import io.headwater.notifier.slack.SlackCalls;
import io.headwater.notifier.telling.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes one notification a step further. Before a call goes out the ledger says so; where its answer was lost, Slack is
 * looked into before it goes out again.
 */
@ApplicationScoped
class Sender {
    private static final Logger LOG = Logger.getLogger(Sender.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A message that could not be told for so long is of no use to anybody. */
    private static final Duration GIVING_UP = Duration.ofHours(24);

    private final Outbox outbox;
    private final Cards cards;
    private final PeopleBook people;
    private final SlackCalls slack;
    private final FarEnd farEnd;
    private final Clock clock;

    @Inject
    Sender(Outbox outbox, Cards cards, PeopleBook people, SlackCalls slack, FarEnd farEnd, Clock clock) {
        this.outbox = outbox;
        this.cards = cards;
        this.people = people;
        this.slack = slack;
        this.farEnd = farEnd;
        this.clock = clock;
    }

    /** What came of a step: how long the channel is to be left alone, if at all. */
    record Step(Optional<Duration> pause) {
        static final Step DONE = new Step(Optional.empty());
    }

    /** Tells it, or says in the ledger why not or when to try again. */
    Step tell(IntentRow row) {
        if (row.kind == Kind.ANSWER) {
            return whisper(row);
        }
        Optional<ThreadRow> thread = outbox.thread(row.incident);
        if (row.kind != Kind.ANNOUNCE && thread.isEmpty()) {
            return withoutThread(row);
        }
        return row.kind == Kind.EDIT ? edit(row, thread.orElseThrow()) : post(row, thread);
    }

    private Step withoutThread(IntentRow row) {
        Optional<IntentRow> announcement = outbox.find(Intents.id(row.incident, Kind.ANNOUNCE, 1));
        if (announcement.isEmpty() || !announcement.get().state.isOpen()) {
            String why = announcement.map(a -> a.reason).orElse("");
            outbox.end(
                    row,
                    State.SUPPRESSED,
                    "the incident's message is not in Slack" + (why.isEmpty() ? "" : ": " + why));
        }
        return Step.DONE;
    }

    private Step post(IntentRow row, Optional<ThreadRow> thread) {
        String channel = thread.map(t -> t.channel).orElse(row.channel);
        Optional<String> root = thread.map(t -> t.ts);
        if (row.state == State.SENT) {
            Answer<Optional<Posted>> found = farEnd.find(channel, root, row.id, row.firstTryAt);
            if (!(found instanceof Answer.Done<Optional<Posted>> done)) {
                return afterFailure(row, found, State.SENT);
            }
            if (done.value().isPresent()) {
                LOG.infof("%s %s had arrived, though its answer was lost", row.kind, row.id);
                // What it shows is not known; the empty digest has the next edit show the incident as it stands.
                confirm(row, done.value().get(), "");
                return Step.DONE;
            }
        }
        Message message = message(row);
        Answer<Names> names = people.lookUp(row.workspace(), message.people());
        if (!(names instanceof Answer.Done<Names> known)) {
            return afterFailure(row, names, row.state);
        }
        Message said = message.with(known.value());
        if (!outbox.claim(row)) {
            return Step.DONE;
        }
        row.attempts++;
        Answer<Posted> answer =
                slack.post(new SlackCalls.Post(channel, root, row.kind.isAloud(), said, row.id, row.incidentId()));
        if (answer instanceof Answer.Done<Posted> done) {
            confirm(row, done.value(), digest(said));
            return Step.DONE;
        }
        return afterFailure(row, answer, State.SENT);
    }

    private void confirm(IntentRow row, Posted where, String digest) {
        Answer<String> link = slack.permalink(where);
        if (!(link instanceof Answer.Done<String>)) {
            LOG.warnf("no link to %s %s: %s", row.kind, row.id, link);
        }
        outbox.confirm(row, where, link instanceof Answer.Done<String> done ? done.value() : null, digest);
    }

    private Message message(IntentRow row) {
        return switch (row.kind) {
            case ANNOUNCE -> IncidentMessage.of(cards.of(row.incident));
            case DETAILS -> DetailsMessage.of(cards.of(row.incident));
            default -> Sentences.message(row.sentence);
        };
    }

    /** Brings the message and its details up to date; an edit that was lost is made again, which nobody notices. */
    private Step edit(IntentRow row, ThreadRow thread) {
        Card card = cards.of(row.incident);
        Message root = IncidentMessage.of(card);
        Message details = DetailsMessage.of(card);
        Answer<Names> names = people.lookUp(row.workspace(), root.people());
        Answer<Names> more = names.then(n -> people.lookUp(row.workspace(), details.people()));
        if (!(names instanceof Answer.Done<Names> known) || !(more instanceof Answer.Done<Names> all)) {
            return afterFailure(row, more, State.INTENDED);
        }
        if (!outbox.claim(row)) {
            return Step.DONE;
        }
        row.attempts++;
        Message rootSaid = root.with(known.value());
        Message detailsSaid = details.with(all.value());
        boolean changed = !digest(rootSaid).equals(thread.digest);
        Posted where = new Posted(thread.channel, thread.ts);
        Answer<Posted> answer = changed ? slack.update(where, rootSaid) : new Answer.Done<>(where);
        if (answer instanceof Answer.Done<Posted> && changed) {
            thread.digest = digest(rootSaid);
            outbox.shown(thread);
        }
        if (thread.detailsTs != null && !digest(detailsSaid).equals(thread.detailsDigest)) {
            answer = answer.then(done -> slack.update(new Posted(thread.channel, thread.detailsTs), detailsSaid));
            if (answer instanceof Answer.Done<Posted>) {
                thread.detailsDigest = digest(detailsSaid);
                outbox.shown(thread);
            }
        }
        if (!(answer instanceof Answer.Done<Posted>)) {
            return afterFailure(row, answer, State.INTENDED);
        }
        if (changed) {
            outbox.confirm(row, where, thread.url, "");
        } else {
            outbox.end(row, State.SUPPRESSED, "the message shows it already");
        }
        return Step.DONE;
    }

    /** Nobody can look up what one person alone sees: it is said at most once. */
    private Step whisper(IntentRow row) {
        if (row.state == State.SENT) {
            outbox.end(row, State.FAILED, "it is not known whether it arrived, and cannot be looked up");
            return Step.DONE;
        }
        if (!outbox.claim(row)) {
            return Step.DONE;
        }
        row.attempts++;
        Answer<Posted> answer = slack.whisper(row.channel, row.receiver, Sentences.message(row.sentence));
        if (answer instanceof Answer.Done<Posted> done) {
            outbox.confirm(row, done.value(), null, "");
            return Step.DONE;
        }
        return afterFailure(row, answer, State.SENT);
    }

    /** @param ifLost the state in which the row waits where the answer leaves open whether it arrived */
    private Step afterFailure(IntentRow row, Answer<?> answer, State ifLost) {
        Instant now = clock.instant();
        if (answer instanceof Answer.Refused<?> refused) {
            LOG.errorf("Slack refuses %s %s of %s: %s", row.kind, row.id, row.incident, refused.error());
            outbox.end(row, State.FAILED, refused.error());
            return Step.DONE;
        }
        if (row.createdAt.plus(GIVING_UP).isBefore(now)) {
            outbox.end(row, State.FAILED, "Slack gave no answer for " + GIVING_UP.toHours() + " h: " + answer);
            return Step.DONE;
        }
        if (answer instanceof Answer.TooMany<?> tooMany) {
            // A 429 to a look-up says nothing about the message itself.
            State state = ifLost == State.SENT && row.state == State.SENT ? State.SENT : State.INTENDED;
            outbox.again(
                    row,
                    state,
                    "Slack asks to wait " + tooMany.retryAfter().toSeconds() + " s",
                    now.plus(tooMany.retryAfter()));
            return new Step(Optional.of(tooMany.retryAfter()));
        }
        String reason = ((Answer.Lost<?>) answer).reason();
        LOG.warnf("%s %s of %s, attempt %d: %s", row.kind, row.id, row.incident, row.attempts, reason);
        outbox.again(row, ifLost, reason, now.plus(backoff(row.attempts)));
        return Step.DONE;
    }

    private static Duration backoff(int attempts) {
        long seconds = 1L << Math.min(Math.max(attempts - 1, 0), 6);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE.toSeconds()));
    }

    private static String digest(Message message) {
        return ContentId.of("msg", message.toString());
    }
}
