package io.headwater.topics;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** The schema registry did not answer: nothing is wrong with the record, try again later. */
public final class RegistryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a failure means that the registry is away (no connection, no answer, a 5xx), not that it said no. */
    static boolean isIn(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof com.microsoft.kiota.ApiException api && api.getResponseStatusCode() >= 500) {
                return true;
            }
            boolean broken = t instanceof java.net.ConnectException
                    || t instanceof java.net.SocketException
                    || t instanceof java.net.http.HttpTimeoutException
                    || t instanceof TimeoutException
                    || t instanceof java.nio.channels.ClosedChannelException;
            if (broken || t.getClass() == IOException.class && mentionsConnection(t)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsConnection(Throwable t) {
        String message = String.valueOf(t.getMessage()).toLowerCase(java.util.Locale.ROOT);
        return message.contains("connection")
                || message.contains("header parser received no bytes")
                || message.contains("goaway")
                || message.contains("eof");
    }
}
