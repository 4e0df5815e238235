package io.headwater.stack;

/** A server could not be started, reached or stopped; the message says what was wrong and how to mend it. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
