package io.headwater.stack;

import java.util.List;

/** Where the shared stack's servers run: as processes of this machine, or in containers. */
interface StackServers {
    String bootstrap();

    String registryUrl();

    /** Host and port, such as `127.0.0.1:15432`. */
    String postgres();

    void freshDatabase(String name);

    void start(Part part);

    /** Cleanly; the data stay. */
    void stop(Part part);

    /** As kill -9 does; the data stay. */
    void kill(Part part);

    /** What another class loader of this JVM needs to find the same servers. */
    List<String> coordinates();

    /** The parts of the stack. */
    enum Part {
        BROKER,
        REGISTRY,
        POSTGRES
    }
}
