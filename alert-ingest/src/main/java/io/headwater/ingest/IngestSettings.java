package io.headwater.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of this service alone; those that all services share have names of their own. */
@ConfigMapping(prefix = "headwater.ingest")
public interface IngestSettings {
    /** How long a request waits for Kafka's acknowledgement of all its records before it is answered 503. */
    @WithDefault("PT30S")
    Duration ackTimeout();

    /** Largest artifact, in bytes before compression. */
    @WithDefault("4294967296")
    long artifactLimit();

    /** Largest webhook, in bytes. */
    @WithDefault("4194304")
    int webhookLimit();

    /** `ws/source=secret,…` for sources that can't sign: `?key=` in the URL. */
    Optional<String> urlSecrets();
}
