-- What the projection keeps of the log. It lives in a schema of its own, so that another version of it can be built
-- from the start of the log while this one serves (property headwater.projection.schema).
-- A key is `workspace|id`, as in Kafka. A person is a keyed hash; only table person knows a name.

create table incident (
    key              text        primary key,
    workspace        text        not null,
    id               text        not null,
    version          bigint      not null,
    status           text        not null,
    priority         text        not null,
    title            text        not null,
    opened_at        timestamptz not null,
    updated_at       timestamptz not null,
    acknowledged_at  timestamptz,
    resolved_at      timestamptz,
    root_causes      text        not null default '',
    owners           text        not null default '',
    assignee         text,
    merged_into      text,
    impact_revision  integer     not null default 0,
    description      text        not null default '',
    -- JSON: what the pages show and nobody asks for by itself.
    headline         text        not null,
    candidates       text        not null default '[]'
);
create index incident_by_time on incident (workspace, opened_at desc, id desc);
create index incident_open on incident (workspace, status, opened_at desc);
create index incident_merged on incident (workspace, merged_into) where merged_into is not null;

create table incident_event (
    incident_key     text        not null,
    version          bigint      not null,
    type             text        not null,
    at               timestamptz not null,
    -- For people; `@{hash}` stands where a name belongs.
    sentence         text        not null,
    note_id          text,
    document         text        not null,
    primary key (incident_key, version)
);
create index incident_event_note on incident_event (incident_key, note_id) where note_id is not null;

create table incident_alert (
    key              text        primary key,
    incident_key     text        not null,
    source           text        not null,
    check_id         text        not null,
    check_name       text        not null,
    check_kind       text        not null,
    run              text        not null,
    outcome          text        not null,
    severity         text        not null,
    role             text        not null,
    subject          text        not null,
    assets           text        not null,
    occurred_at      timestamptz not null,
    cleared_at       timestamptz,
    cleared_reason   text,
    last_passed_at   timestamptz,
    message          text,
    failed_rows      bigint,
    url              text
);
create index incident_alert_of on incident_alert (incident_key, check_id);
create index incident_alert_subject on incident_alert (subject);

create table incident_asset (
    incident_key     text        not null,
    revision         integer     not null,
    urn              text        not null,
    name             text        not null,
    type             text        not null,
    depth            integer     not null,
    tier             integer,
    owners           text        not null,
    path             text        not null,
    primary key (incident_key, revision, urn)
);
create index incident_asset_urn on incident_asset (urn);

create table incident_viewer (
    incident_key     text        not null,
    revision         integer     not null,
    viewer           text        not null,
    asset            text        not null,
    views            integer     not null,
    first_at         timestamptz not null,
    last_at          timestamptz not null,
    failing_checks   text        not null,
    primary key (incident_key, revision, viewer, asset)
);

create table asset_status (
    key              text        primary key,
    status           text        not null,
    since            timestamptz not null,
    incident         text,
    priority         text,
    failing_checks   text        not null,
    at               timestamptz not null
);

create table asset_status_interval (
    asset_key        text        not null,
    since            timestamptz not null,
    until            timestamptz,
    status           text        not null,
    incident         text,
    primary key (asset_key, since)
);

create table notification (
    key              text        primary key,
    incident_key     text        not null,
    channel          text        not null,
    target           text        not null,
    kind             text        not null,
    state            text        not null,
    reason           text        not null,
    at               timestamptz not null,
    url              text
);
create index notification_of on notification (incident_key);

create table ticket (
    key              text        primary key,
    incident_key     text        not null,
    system           text        not null,
    ticket           text        not null,
    url              text        not null,
    status           text        not null,
    state            text        not null,
    reason           text        not null,
    at               timestamptz not null
);
create index ticket_of on ticket (incident_key);

create table decision (
    key              text        primary key,
    subject          text        not null,
    kind             text        not null,
    reason           text        not null,
    incident         text,
    version          bigint,
    run              text,
    at               timestamptz not null
);

create table person (
    key              text        primary key,
    name             text,
    email            text,
    slack_id         text,
    jira_id          text
);

-- The next record to read, written in the transaction of the rows it is good for.
create table projection_offset (
    key              text        primary key,
    next_offset      bigint      not null
);
