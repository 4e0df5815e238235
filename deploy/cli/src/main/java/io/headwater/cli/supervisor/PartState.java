package io.headwater.cli.supervisor;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How one part is, as the state file tells.
 *
 * @param name e.g. `kafka`
 * @param phase where it is in its life
 * @param pid its process; 0 where it has none of its own
 * @param port where it listens
 * @param restarts how often it was brought back
 * @param seconds how long its last start took
 * @param message what is wrong and how to mend it, empty where nothing is
 */
public record PartState(String name, Phase phase, long pid, int port, int restarts, double seconds, String message) {

    /** Life of a part. */
    public enum Phase {
        WAITING,
        STARTING,
        UP,
        /** Died; being brought back. */
        RESTARTING,
        /** Did not start, or died too often. */
        FAILED,
        STOPPED
    }

    public static PartState waiting(String name, int port) {
        return new PartState(name, Phase.WAITING, 0, port, 0, 0, "");
    }

    public PartState in(Phase next, String words) {
        return new PartState(name, next, pid, port, restarts, seconds, words);
    }

    public PartState up(long process, double tookSeconds) {
        return new PartState(name, Phase.UP, process, port, restarts, tookSeconds, "");
    }

    public PartState restarting(String words) {
        return new PartState(name, Phase.RESTARTING, 0, port, restarts + 1, seconds, words);
    }

    @JsonIgnore
    public boolean isUp() {
        return phase == Phase.UP;
    }

    @JsonIgnore
    public boolean hasFailed() {
        return phase == Phase.FAILED;
    }
}
