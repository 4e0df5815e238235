package io.headwater.incident.projection;

/** An incident event of a type that this version does not know: the fold stops, since what follows may rest on it. */
final class UnknownEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownEvent(String message) {
        super(message);
    }
}
