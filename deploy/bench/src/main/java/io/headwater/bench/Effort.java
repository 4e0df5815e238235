package io.headwater.bench;

/** How much is measured. */
public enum Effort {
    /** As little as shows that it works: for tests. */
    TINY,
    /** Fewer repetitions and smaller loads; the sizes that a target names stay. */
    QUICK,
    FULL;

    /** One of three, by effort. */
    public int of(int tiny, int quick, int full) {
        return switch (this) {
            case TINY -> tiny;
            case QUICK -> quick;
            case FULL -> full;
        };
    }
}
