-- Where to read on, keyed topic-partition; written with what the records brought about.
create table watermark (
    place       text primary key,
    next_offset bigint not null
);

-- The newest version of each policy.
create table policy (
    id        text primary key, -- workspace|kind/name
    workspace text    not null,
    kind      text    not null,
    name      text    not null,
    version   bigint  not null,
    document  text    not null,
    removed   boolean not null
);
create index policy_by_workspace on policy (workspace);

-- The name behind a hash, and what Slack answered about them.
create table person (
    id               text primary key, -- workspace|hash
    name             text,
    email            text,
    slack_id         text,
    jira_id          text,
    slack_looked_up  timestamptz
);

-- What was told of each incident, and how it stands.
create table told (
    id        text primary key, -- workspace|incident
    version   bigint not null,
    channel   text,
    document  text   not null
);

-- Where the incident's message stands in Slack.
create table thread (
    id             text primary key, -- workspace|incident
    channel        text not null,
    ts             text not null,
    url            text,
    digest         text not null,
    details_ts     text,
    details_digest text
);

-- Every notification: INTENDED, SENT (the call may have gone out), CONFIRMED, FAILED, SUPPRESSED.
create table intent (
    id           text primary key,
    place        bigserial   not null,
    incident     text        not null, -- workspace|incident
    kind         text        not null,
    version      bigint      not null,
    channel      text        not null,
    sentence     text        not null,
    receiver     text,                 -- Slack user id of an answer
    state        text        not null,
    published    text,
    reason       text        not null,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    first_try_at timestamptz,
    next_try_at  timestamptz not null,
    attempts     integer     not null,
    leased_by    text,
    leased_until timestamptz,
    remote_id    text,
    url          text
);
create index intent_open on intent (place) where state in ('INTENDED', 'SENT');
create index intent_unpublished on intent (place) where published is distinct from state;
create index intent_by_incident on intent (incident);

create table timer (
    id       text primary key, -- workspace|incident|kind
    incident text        not null,
    kind     text        not null,
    version  bigint      not null,
    since    timestamptz not null,
    due_at   timestamptz not null
);
create index timer_by_due on timer (due_at);
create index timer_by_incident on timer (incident);

-- Presses of buttons, kept before Slack has its answer.
create table press (
    command_id  text primary key,
    incident    text        not null, -- workspace|incident
    action      text        not null,
    slack_user  text        not null,
    channel     text        not null,
    thread_ts   text        not null,
    pressed_at  timestamptz not null,
    commanded   boolean     not null
);
create index press_open on press (pressed_at) where not commanded;
