package io.headwater.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that was measured.
 *
 * @param name what, in a few words
 * @param unit of value and baseline, such as {@code outcomes/s}
 * @param baseline the same thing done the plain way in the same run; empty where the target is absolute
 * @param target empty: told, and held to nothing
 */
public record Figure(String name, String unit, double value, OptionalDouble baseline, Optional<Target> target) {
    /** Held to a ratio. */
    public static Figure against(String name, String unit, double value, double baseline, Target target) {
        return new Figure(name, unit, value, OptionalDouble.of(baseline), Optional.of(target));
    }

    /** Held to a value. */
    public static Figure absolute(String name, String unit, double value, Target target) {
        return new Figure(name, unit, value, OptionalDouble.empty(), Optional.of(target));
    }

    /** Told beside what is held. */
    public Figure untargeted() {
        return new Figure(name, unit, value, baseline, Optional.empty());
    }

    public OptionalDouble ratio() {
        return baseline.isPresent() ? OptionalDouble.of(value / baseline.getAsDouble()) : OptionalDouble.empty();
    }

    /** Whether the target is kept; a figure without one always does. */
    public boolean holds() {
        return target.map(it -> it.holds(ratio().orElse(value))).orElse(true);
    }
}
