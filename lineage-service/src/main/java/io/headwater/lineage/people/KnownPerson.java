package io.headwater.lineage.people;

import java.util.Optional;

/**
 * The name behind a hash, as a source gives it.
 *
 * @param person keyed hash, as {@link io.headwater.identity.PersonHash} makes it
 */
public record KnownPerson(String person, Optional<String> name, Optional<String> email) {

    /** What both know; what the later one says wins. */
    public KnownPerson with(KnownPerson later) {
        return new KnownPerson(person, later.name.or(() -> name), later.email.or(() -> email));
    }

    /** Neither name nor e-mail in a log line. */
    @Override
    public String toString() {
        return "person " + person;
    }
}
