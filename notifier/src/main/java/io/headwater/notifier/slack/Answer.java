package io.headwater.notifier.slack;

import java.time.Duration;
import java.util.function.Function;

/** What came of a call. */
public sealed interface Answer<T> {
    /** Slack did it. */
    record Done<T>(T value) implements Answer<T> {}

    /** Slack said no, and would again. */
    record Refused<T>(String error) implements Answer<T> {}

    /** Slack did not do it and says when to come back. */
    record TooMany<T>(Duration retryAfter) implements Answer<T> {}

    /** No answer, or one that leaves open whether it was done. */
    record Lost<T>(String reason) implements Answer<T> {}

    /** The same answer where it is no {@link Done}. */
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        if (this instanceof Done<T> done) {
            return next.apply(done.value());
        }
        if (this instanceof Refused<T> refused) {
            return new Refused<>(refused.error());
        }
        if (this instanceof TooMany<T> tooMany) {
            return new TooMany<>(tooMany.retryAfter());
        }
        return new Lost<>(((Lost<T>) this).reason());
    }
}
