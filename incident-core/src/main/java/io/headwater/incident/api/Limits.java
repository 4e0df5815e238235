package io.headwater.incident.api;

/** How much one page of a list may hold. */
final class Limits {
    private Limits() {}

    /**
     * Read here, since JAX-RS itself answers 404 to a number that is none.
     *
     * @param asked null: the usual
     * @throws io.headwater.problem.ProblemException where it is no number, more than allowed, or less than one
     */
    static int of(String asked, int usual, int most) {
        if (asked == null) {
            return usual;
        }
        int limit = asked.matches("\\d{1,9}") ? Integer.parseInt(asked) : 0;
        if (limit < 1 || limit > most) {
            throw Fields.wrong("limit", "must be a whole number from 1 to " + most);
        }
        return limit;
    }
}
