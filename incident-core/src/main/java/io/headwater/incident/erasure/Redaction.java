package io.headwater.incident.erasure;

/**
 * What became of the notes the person wrote.
 *
 * @param written notes that stood
 * @param asked whether they were to be redacted
 * @param pending commanded, and not decided yet
 */
public record Redaction(int written, boolean asked, int redacted, int pending, int refused) {

    /** They stay as they are. */
    public static Redaction none(int written) {
        return new Redaction(written, false, 0, 0, 0);
    }
}
