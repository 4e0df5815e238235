package io.headwater.incident.policy.registry;

import io.headwater.schema.Person;
import io.headwater.topics.RecordKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is known by what, as far as the people topic was read. */
final class KnownPeople {
    private final Map<String, Person> people = new ConcurrentHashMap<>();

    /** What the topic says last of a person; null: erased. */
    void take(String key, Person person) {
        if (person == null) {
            people.remove(key);
        } else {
            people.put(key, person);
        }
    }

    /** The person with what {@code met} adds to what is known; empty where that is nothing. A name that is known stays. */
    Optional<Person> news(Person met) {
        Person known = people.get(RecordKey.of(met.getWorkspace(), met.getPerson()));
        if (known == null) {
            return Optional.of(met);
        }
        Person.Builder after = Person.newBuilder(known);
        if (known.getName() == null) {
            after.setName(met.getName());
        }
        if (known.getEmail() == null) {
            after.setEmail(met.getEmail());
        }
        return Optional.of(after.build()).filter(person -> !person.equals(known));
    }
}
