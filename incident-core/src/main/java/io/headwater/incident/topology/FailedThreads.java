package io.headwater.incident.topology;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Streams thread that fails is replaced and takes its inputs up again from the last commit: what fails an input is a
 * dead letter already, so what comes here (no broker, no registry, no disk) passes or is for an operator to mend. Only
 * where trying again cannot help, wrong credentials or a broker that is too old, the client ends.
 */
final class FailedThreads implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailedThreads.class);

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof Error) {
                LOG.error("incident-core stops taking inputs: {}", cause.getMessage(), failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
        }
        LOG.warn("a thread of incident-core failed and is replaced: {}", failure.getMessage(), failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
