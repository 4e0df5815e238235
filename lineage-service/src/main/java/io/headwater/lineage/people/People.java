package io.headwater.lineage.people;

import io.headwater.identity.PersonHash;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hashes people as they are met and remembers who was met, so that their names can go to where names may stand. */
public final class People {
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+'-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)+");

    private final PersonHash hash;
    private final SortedMap<String, KnownPerson> met = new TreeMap<>();

    public People(PersonHash hash) {
        this.hash = hash;
    }

    /**
     * The hash of a person.
     *
     * @param emailOrUserName what the source knows them by
     * @param name as people write it, where known
     */
    public String meet(String emailOrUserName, Optional<String> name) {
        String id = emailOrUserName.strip();
        String person = hash.of(id);
        boolean email = isEmail(id);
        KnownPerson known = new KnownPerson(
                person,
                name.map(String::strip).filter(n -> !n.isEmpty()).or(() -> email ? Optional.empty() : Optional.of(id)),
                email ? Optional.of(id) : Optional.empty());
        met.merge(person, known, KnownPerson::with);
        return person;
    }

    /** A text with every e-mail address in it replaced by `person:<hash>`. */
    public String mask(String text) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        Matcher matcher = EMAIL.matcher(text);
        return matcher.replaceAll(found -> "person:" + meet(found.group(), Optional.empty()));
    }

    /** Everybody met so far, by hash. */
    public Collection<KnownPerson> met() {
        return met.values();
    }

    /** Whether the text is an e-mail address and nothing else. */
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }
}
