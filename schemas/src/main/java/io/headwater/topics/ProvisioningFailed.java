package io.headwater.topics;

/** Topics or schemas could not be put in place; the message says which and why. */
public final class ProvisioningFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProvisioningFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
