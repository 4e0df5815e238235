package io.headwater.incident.projection;

import io.headwater.incident.erasure.Mention;
import io.headwater.incident.erasure.Mentions;
import io.headwater.incident.erasure.Note;
import io.headwater.incident.erasure.Traces;
import io.headwater.topics.RecordKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What the projection knows of one person: to be asked before the name goes, since others are found by it. Reads all
 * that was said in the workspace, as an erasure is rare and has to be complete.
 */
@ApplicationScoped
public class PersonQueries {
    private static final String NOTES =
            """
            select e.incident_key, e.note_id from incident_event e
            where starts_with(e.incident_key, :prefix) and e.type = 'NoteAdded'
            and cast(e.document as jsonb) -> 'by' ->> 'person' = :person
            order by e.at, e.incident_key, e.version
            """;

    private static final String COUNTS =
            """
            with named as (
                select e.incident_key, e.type, e.document from incident_event e
                where starts_with(e.incident_key, :prefix)
                and (position(:person in e.document) > 0 or position(:person in e.sentence) > 0)),
            typed as (
                select 1 from named n cross join lateral (select cast(n.document as jsonb) as said) d
                where n.type <> 'NoteRedacted' and :person in (d.said -> 'by' ->> 'person',
                    d.said -> 'declaredBy' ->> 'person')
                and concat(d.said ->> 'reason', d.said ->> 'description', d.said -> 'reasons' -> 0 ->> 'facts') <> ''),
            looked as (
                select v.incident_key from incident_viewer v
                where starts_with(v.incident_key, :prefix) and v.viewer = :person)
            select (select count(*) from named),
                (select count(*) from (select n.incident_key from named n union select l.incident_key from looked l
                    union select i.key from incident i
                    where i.workspace = :workspace and position(:person in i.headline) > 0) incidents),
                (select count(*) from looked),
                (select count(distinct a.urn) from incident_asset a
                    where starts_with(a.incident_key, :prefix) and position(:person in a.owners) > 0),
                (select count(*) from typed)
            """;

    /** Names and texts are compared word by word, as the search documents split them. */
    private static final String MENTIONS =
            """
            with said as (
                select e.incident_key as key, case e.type when 'NoteAdded' then 'note' else 'event' end as what,
                    case e.type when 'NoteAdded' then e.note_id else e.type end as subject, e.at as at,
                    e.sentence as words
                from incident_event e where starts_with(e.incident_key, :prefix)
                and e.type not in ('AlertAttached', 'AlertRepeated', 'CheckCleared', 'CheckBrokeAgain', 'ImpactPart')
                and :person not in (coalesce(cast(e.document as jsonb) -> 'by' ->> 'person', ''),
                    coalesce(cast(e.document as jsonb) -> 'declaredBy' ->> 'person', ''))
                union all
                select a.incident_key, 'alert', a.check_id, a.occurred_at, concat(a.message, ' ', a.cleared_reason)
                from incident_alert a where starts_with(a.incident_key, :prefix))
            select s.key, s.what, s.subject, count(*) over () from said s
            where exists (select 1 from unnest(string_to_array(:names, chr(10))) as name
                where position(concat(' ', name, ' ') in
                    concat(' ', regexp_replace(lower(plain_words(s.words)), '\\s+', ' ', 'g'), ' ')) > 0)
            order by s.at, s.key, s.subject limit 200
            """;

    private static final String NAMESAKES =
            """
            select p.key from person p where starts_with(p.key, :prefix) and p.key <> :key
            and (lower(p.name) in (:names) or lower(p.email) in (:names)) order by p.key
            """;

    private final Mutiny.SessionFactory database;

    @Inject
    PersonQueries(Mutiny.SessionFactory database) {
        this.database = database;
    }

    /** @param names by which others may mention the person, beside those on record */
    public Uni<Traces> traces(String workspace, String person, Collection<String> names) {
        Place place = new Place(workspace, person);
        return database.withSession(session -> session.find(PersonRow.class, place.key())
                .map(Optional::ofNullable)
                .chain(row -> of(session, place, held(row), names(row, names))));
    }

    private record Place(String workspace, String person) {
        String key() {
            return RecordKey.of(workspace, person);
        }

        String prefix() {
            return workspace + "|";
        }
    }

    private static Uni<Traces> of(Mutiny.Session session, Place place, List<String> held, List<String> names) {
        return notes(session, place).chain(notes -> counts(session, place)
                .chain(counts -> mentions(session, place, names).chain(mentions -> namesakes(session, place, names)
                        .map(namesakes -> new Traces(held, notes, counts, mentions, namesakes)))));
    }

    private static List<String> held(Optional<PersonRow> row) {
        return row.stream()
                .flatMap(known -> Stream.of(
                        known.name == null ? null : "name",
                        known.email == null ? null : "email",
                        known.slackId == null ? null : "slackId",
                        known.jiraId == null ? null : "jiraId"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> names(Optional<PersonRow> row, Collection<String> more) {
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(row.stream().flatMap(known -> Stream.of(known.name, known.email)), more.stream())
                .filter(name -> name != null && !SearchWords.words(name).isEmpty())
                .forEach(name -> names.add(name.strip().toLowerCase(Locale.ROOT)));
        return List.copyOf(names);
    }

    private static Uni<List<Note>> notes(Mutiny.Session session, Place place) {
        return session.createNativeQuery(NOTES, Object[].class)
                .setParameter("prefix", place.prefix())
                .setParameter("person", place.person())
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Note(idOf((String) row[0]), (String) row[1]))
                        .toList());
    }

    private static Uni<Traces.Counts> counts(Mutiny.Session session, Place place) {
        return session.createNativeQuery(COUNTS, Object[].class)
                .setParameter("prefix", place.prefix())
                .setParameter("person", place.person())
                .setParameter("workspace", place.workspace())
                .getSingleResult()
                .map(row -> new Traces.Counts(
                        number(row[0]), number(row[1]), number(row[2]), number(row[3]), number(row[4])));
    }

    private static Uni<Mentions> mentions(Mutiny.Session session, Place place, List<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Mentions.unsearched());
        }
        String phrases = names.stream()
                .map(name -> String.join(" ", SearchWords.words(name)))
                .collect(Collectors.joining("\n"));
        return session.createNativeQuery(MENTIONS, Object[].class)
                .setParameter("prefix", place.prefix())
                .setParameter("person", place.person())
                .setParameter("names", phrases)
                .getResultList()
                .map(rows -> new Mentions(
                        true,
                        rows.isEmpty() ? 0 : number(rows.get(0)[3]),
                        rows.stream()
                                .map(row -> new Mention(idOf((String) row[0]), (String) row[1], (String) row[2]))
                                .toList()));
    }

    private static Uni<List<String>> namesakes(Mutiny.Session session, Place place, List<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(NAMESAKES, String.class)
                .setParameter("prefix", place.prefix())
                .setParameter("key", place.key())
                .setParameter("names", names)
                .getResultList()
                .map(keys -> keys.stream().map(PersonQueries::idOf).toList());
    }

    private static String idOf(String key) {
        return key.substring(key.indexOf('|') + 1);
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }
}
