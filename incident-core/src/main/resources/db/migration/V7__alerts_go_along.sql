-- Alerts go along with a merge: from here on the projection moves them to the incident that lives on, whose later events
-- clear them. What was merged before is moved here; what was split off before is put right by a rebuild.
create temporary table lives_on on commit drop as
with recursive path (key, holder) as (
    select i.key, i.workspace || '|' || i.merged_into from incident i where i.merged_into is not null
    union
    select p.key, i.workspace || '|' || i.merged_into from path p join incident i on i.key = p.holder
    where i.merged_into is not null)
select p.key, p.holder from path p join incident i on i.key = p.holder where i.merged_into is null;

-- One alert per check and run: the holder's own, else the latest.
delete from incident_alert a using (
    select b.key, row_number() over (
        partition by coalesce(l.holder, b.incident_key), b.source, b.check_id, b.run
        order by l.holder is null desc, b.occurred_at desc, b.key) as place
    from incident_alert b left join lives_on l on l.key = b.incident_key) ranked
where ranked.key = a.key and ranked.place > 1;

update incident_alert a set key = l.holder || '|' || a.source || '|' || a.check_id || '|' || a.run, incident_key = l.holder
from lives_on l where l.key = a.incident_key;

-- A check that is clear is clear in all its runs.
update incident_alert a set cleared_at = latest.cleared_at, cleared_reason = latest.cleared_reason
from (
    select distinct on (b.incident_key, b.source, b.check_id)
        b.incident_key, b.source, b.check_id, b.cleared_at, b.cleared_reason
    from incident_alert b where b.incident_key in (select holder from lives_on)
    order by b.incident_key, b.source, b.check_id, b.occurred_at desc) latest
where a.incident_key = latest.incident_key and a.source = latest.source and a.check_id = latest.check_id
    and a.cleared_at is null and latest.cleared_at is not null;
