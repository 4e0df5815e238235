package io.headwater.ticketing.jira;

import java.time.Duration;
import java.util.Optional;

/** A request to Jira that did not go well. */
public final class JiraTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known of the request. */
    public enum Fate {
        /** Jira said no, and will say so again. */
        REFUSED,
        /** Jira did not take it; later it may. */
        NOT_TAKEN,
        /** Jira may have carried it out. */
        UNKNOWN
    }

    private final Fate fate;
    private final transient Optional<Duration> retryAfter;

    private JiraTrouble(Fate fate, String message, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.fate = fate;
        this.retryAfter = retryAfter;
    }

    static JiraTrouble refused(String reason) {
        return new JiraTrouble(Fate.REFUSED, reason, Optional.empty(), null);
    }

    /** The connection broke or no answer came in time. */
    static JiraTrouble noAnswer(String reason, Throwable cause) {
        return new JiraTrouble(Fate.UNKNOWN, reason, Optional.empty(), cause);
    }

    /**
     * An answer that is not 2xx. 429 was not carried out (Atlassian, "Rate limiting"); a 5xx or 408 may have been; any
     * other 4xx is final.
     *
     * @param retryAfter the header's value, in seconds; may be null
     */
    static JiraTrouble answered(int status, String words, String retryAfter) {
        String reason = "Jira answered " + status + (words.isEmpty() ? "" : ": " + words);
        if (status == 429 || status == 503 && retryAfter != null) {
            Fate fate = status == 429 ? Fate.NOT_TAKEN : Fate.UNKNOWN;
            return new JiraTrouble(fate, reason, seconds(retryAfter), null);
        }
        Fate fate = status >= 500 || status == 408 || status < 400 ? Fate.UNKNOWN : Fate.REFUSED;
        return new JiraTrouble(fate, reason, Optional.empty(), null);
    }

    private static Optional<Duration> seconds(String retryAfter) {
        return retryAfter != null && retryAfter.strip().matches("\\d{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter.strip())))
                : Optional.empty();
    }

    /** What is known of the request that failed. */
    public Fate fate() {
        return fate;
    }

    /** How long Jira asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
