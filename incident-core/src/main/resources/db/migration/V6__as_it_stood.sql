-- What an incident was at a time: after each event that says so, the incident as it stood; and where in the log the event
-- is, for what is kept of the present alone (alerts, affected assets, viewers).
alter table incident_event
    add column status        text,
    add column priority      text,
    add column owners        text,
    add column assignee      text,
    add column merged_into   text,
    -- JSON; null after an event of a single check.
    add column headline      text,
    add column log_partition integer not null default -1,
    add column log_offset    bigint  not null default -1;

-- Told or linked at first; `at` is the latest word on it.
alter table notification add column first_at timestamptz;
update notification set first_at = at;
alter table notification alter column first_at set not null;
alter table ticket add column first_at timestamptz;
update ticket set first_at = at;
alter table ticket alter column first_at set not null;
