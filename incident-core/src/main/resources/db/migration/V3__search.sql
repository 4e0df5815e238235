-- Full-text search: one document per incident, made anew from its rows whenever they change, so that what is gone from
-- the rows (a redacted note) is gone from the search too.

-- Identifiers as words: `table:shop.raw.payments` is found by `raw payments`. A person stands as `p` and the hash: a
-- bare hash may look like a number to the parser.
create function plain_words(said text) returns text language sql immutable as $$
    select translate(
        regexp_replace(said, '@\{([0-9a-f]{32})\}', ' p\1 ', 'g'),
        E'!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\n', repeat(' ', 33))
$$;

-- A: title and id. B: root causes, checks and failing assets. C: what people and Headwater said, and tickets.
-- D: messages of alerts and names within the blast radius. Cut far below the megabyte a tsvector may have.
create function incident_document(wanted text) returns tsvector language sql stable as $$
    select setweight(to_tsvector('english', left(plain_words(i.title || ' ' || i.id), 2000)), 'A')
        || setweight(to_tsvector('english', left(plain_words(i.root_causes || ' ' || coalesce(c.names, '')), 30000)), 'B')
        || setweight(to_tsvector('english',
               left(plain_words(coalesce(s.said, '') || ' ' || coalesce(t.tickets, '')), 80000)), 'C')
        || setweight(to_tsvector('english',
               left(plain_words(coalesce(m.messages, '') || ' ' || coalesce(f.names, '')), 40000)), 'D')
    from incident i
    left join lateral (
        select string_agg(distinct a.check_name || ' ' || a.check_id || ' ' || a.assets, ' ') as names
        from incident_alert a where a.incident_key = i.key) c on true
    left join lateral (
        select string_agg(distinct coalesce(a.message, '') || ' ' || coalesce(a.cleared_reason, ''), ' ') as messages
        from incident_alert a where a.incident_key = i.key) m on true
    left join lateral (
        -- The events of single checks come in bulk and say what the alerts say.
        select string_agg(e.sentence, ' ' order by e.version desc) as said
        from incident_event e where e.incident_key = i.key
        and e.type not in ('AlertAttached', 'AlertRepeated', 'CheckCleared', 'CheckBrokeAgain', 'ImpactPart')) s on true
    left join lateral (
        select string_agg(k.system || ' ' || k.ticket || ' ' || k.status, ' ') as tickets
        from ticket k where k.incident_key = i.key) t on true
    left join lateral (
        -- In the order of the primary key, which puts dashboards before tables.
        select string_agg(n.name || ' ' || n.urn, ' ') as names
        from (select b.name, b.urn from incident_asset b
              where b.incident_key = i.key and b.revision = i.impact_revision order by b.urn limit 500) n) f on true
    where i.key = wanted
$$;

-- The telling words of what people and sources said, names of assets and checks left out: by these an incident is like
-- another in words.
create function incident_words(wanted text) returns text[] language sql stable as $$
    select coalesce(array_agg(w.word order by w.word), '{}')
    from (
        select unnest(tsvector_to_array(to_tsvector('simple', left(plain_words(concat_ws(' ', i.title,
            (select string_agg(concat_ws(' ', d.said ->> 'description', d.said ->> 'text', d.said ->> 'reason'), ' ')
             from (select cast(e.document as jsonb) as said from incident_event e where e.incident_key = i.key
                   and e.type in ('IncidentOpened', 'NoteAdded', 'Mitigated', 'Resolved', 'Closed')) d
             where coalesce(d.said ->> 'automatic', 'false') = 'false'),
            (select string_agg(distinct a.message, ' ') from incident_alert a where a.incident_key = i.key))), 60000))))
            as word
        from incident i where i.key = wanted
        except
        select unnest(tsvector_to_array(to_tsvector('simple', left(plain_words(concat_ws(' ', i.root_causes,
            (select string_agg(distinct concat_ws(' ', a.check_name, a.check_id, a.assets), ' ')
             from incident_alert a where a.incident_key = i.key))), 60000))))
        from incident i where i.key = wanted
    ) w
    where length(w.word) > 2 and w.word !~ '[0-9]' and ts_lexize('english_stem', w.word) <> '{}'
$$;

create table incident_search (
    incident_key     text        primary key,
    workspace        text        not null,
    document         tsvector    not null,
    words            text[]      not null
);
create index incident_search_document on incident_search using gin (document);
create index incident_search_words on incident_search using gin (words);

insert into incident_search
select key, workspace, incident_document(key), incident_words(key) from incident;

-- History of a check.
create index incident_alert_check on incident_alert (check_id, source);
