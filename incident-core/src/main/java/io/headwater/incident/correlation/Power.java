package io.headwater.incident.correlation;

/**
 * How likely a kind of check is to fail when something broke: on the broken asset itself, on its direct children, and
 * beyond, where it is {@code beyond} times {@code decay} for each hop after the first. Probabilities in (0, 1); decay in
 * (0, 1].
 *
 * @param shows how much of what can break there is of a kind that the check sees at all, 0 to 1: wrong rows build well, so a
 *     build that passes says little, though one that fails says much
 */
public record Power(double home, double child, double beyond, double decay, double shows) {
    public Power {
        requireProbability("home", home);
        requireProbability("child", child);
        requireProbability("beyond", beyond);
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException("decay must be in (0, 1]: " + decay);
        }
        if (!(shows > 0 && shows <= 1)) {
            throw new IllegalArgumentException("shows must be in (0, 1]: " + shows);
        }
    }

    /** Falls off smoothly from the first child on. */
    static Power fading(double home, double child, double decay) {
        return new Power(home, child, child, decay, 1);
    }

    /** Probability of failing {@code hops} below what broke, the decay left out. */
    double near(int hops) {
        return hops == 0 ? home : hops == 1 ? child : beyond;
    }

    /** What distance multiplies it by. */
    double fade(int hops) {
        return hops < 2 ? 1 : StrictMath.pow(decay, hops - 1);
    }

    private static void requireProbability(String name, double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1): " + p);
        }
    }
}
