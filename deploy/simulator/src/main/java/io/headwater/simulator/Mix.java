package io.headwater.simulator;

/**
 * What storms are drawn from; bounds are inclusive.
 *
 * @param variedRates whether detection and spread differ from storm to storm by up to half
 */
public record Mix(
        int minAssets, int maxAssets, int minCauses, int maxCauses, int minNoisy, int maxNoisy, boolean variedRates) {
    /** One to four causes that overlap, none to three lone noisy checks, 40 to 600 assets. */
    public static final Mix FULL = new Mix(40, 600, 1, 4, 0, 3, false);

    /** The same, with rates that no constant can fit. */
    public static final Mix VARIED = new Mix(40, 600, 1, 4, 0, 3, true);

    /** One cause and no noise. */
    public static final Mix PLAIN = new Mix(40, 600, 1, 1, 0, 0, false);

    public Mix {
        requireRange("assets", minAssets, maxAssets, 10);
        requireRange("causes", minCauses, maxCauses, 0);
        requireRange("noisy", minNoisy, maxNoisy, 0);
    }

    /** This mix with exactly so many causes and noisy checks. */
    public Mix exactly(int causes, int noisy) {
        return new Mix(minAssets, maxAssets, causes, causes, noisy, noisy, variedRates);
    }

    /** This mix in warehouses of exactly so many assets. */
    public Mix ofSize(int assets) {
        return new Mix(assets, assets, minCauses, maxCauses, minNoisy, maxNoisy, variedRates);
    }

    private static void requireRange(String name, int min, int max, int least) {
        if (min < least || max < min) {
            throw new IllegalArgumentException(
                    "%s must be a range from %d up: %d to %d".formatted(name, least, min, max));
        }
    }
}
