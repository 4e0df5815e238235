package io.headwater.cli.supervisor;

import java.time.Duration;
import java.util.List;

/** Something the supervisor starts, watches and stops. */
public interface Part {
    String name();

    int port();

    /** Names of the parts that must be up before. */
    List<String> after();

    /**
     * Starts it and waits until it can be used.
     *
     * @return its process; 0 where it runs within the supervisor
     * @throws PartFailed with what was wrong and how to mend it
     */
    long start(Duration patience);

    boolean isAlive();

    /** Ends it cleanly, by force where it does not heed; does nothing where it does not run. */
    void stop();

    /** A part did not start. */
    final class PartFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PartFailed(String message) {
            super(message);
        }

        public PartFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
