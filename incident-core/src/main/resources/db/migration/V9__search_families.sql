-- What was said in an incident before it was merged is found in the one that lives on.

-- Keys of an incident, of what was merged into it, and of what had been merged into that.
create function incident_family(wanted text) returns setof text language sql stable as $$
    with recursive family (workspace, key, id) as (
        select i.workspace, i.key, i.id from incident i where i.key = wanted
        union
        select m.workspace, m.key, m.id
        from family f join incident m on m.workspace = f.workspace and m.merged_into = f.id)
    select f.key from family f
$$;

-- As before; what people and Headwater said, and tickets, are the family's.
create or replace function incident_document(wanted text) returns tsvector language sql stable as $$
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
        select string_agg(e.sentence, ' ' order by e.at desc, e.incident_key, e.version desc) as said
        from incident_event e where e.incident_key in (select incident_family(i.key))
        and e.type not in ('AlertAttached', 'AlertRepeated', 'CheckCleared', 'CheckBrokeAgain', 'ImpactPart')) s on true
    left join lateral (
        select string_agg(k.system || ' ' || k.ticket || ' ' || k.status, ' ') as tickets
        from ticket k where k.incident_key in (select incident_family(i.key))) t on true
    left join lateral (
        -- In the order of the primary key, which puts dashboards before tables.
        select string_agg(n.name || ' ' || n.urn, ' ') as names
        from (select b.name, b.urn from incident_asset b
              where b.incident_key = i.key and b.revision = i.impact_revision order by b.urn limit 500) n) f on true
    where i.key = wanted
$$;

update incident_search s set document = incident_document(s.incident_key)
where exists (select 1 from incident i join incident m on m.workspace = i.workspace and m.merged_into = i.id
              where i.key = s.incident_key);
