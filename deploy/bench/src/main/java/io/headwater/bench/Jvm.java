package io.headwater.bench;

/** How the JVMs are started in which something is measured, the baselines' too. */
public final class Jvm {
    /**
     * As incident-core's README recommends: on two cores G1, the JVM's own choice, takes a fifth of the engine's time for
     * its write barriers and the threads beside it.
     */
    public static final String COLLECTOR = "-XX:+UseParallelGC";

    private Jvm() {}
}
