package io.headwater.cli;

/** Something the user can mend; the message says what and how, and is all they see. */
public final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Complaint(String message) {
        super(message);
    }
}
