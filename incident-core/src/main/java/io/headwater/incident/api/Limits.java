package io.headwater.incident.api;

/** How much one page of a list may hold. */
final class Limits {
    private Limits() {}

    /** @throws IllegalArgumentException where more is asked than allowed, or less than one */
    static int of(Integer asked, int usual, int most) {
        if (asked == null) {
            return usual;
        }
        if (asked < 1 || asked > most) {
            throw new IllegalArgumentException("limit: " + asked + " is not between 1 and " + most);
        }
        return asked;
    }
}
