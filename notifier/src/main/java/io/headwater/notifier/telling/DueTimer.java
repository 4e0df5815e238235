package io.headwater.notifier.telling;

import java.time.Instant;

/** What becomes of a timer that is due. */
public sealed interface DueTimer {
    /** It is said. */
    record Tell(Intent intent) implements DueTimer {}

    /** It waits on. */
    record Later(Instant until) implements DueTimer {}

    /** It ends unsaid. */
    record Over(String reason) implements DueTimer {}
}
