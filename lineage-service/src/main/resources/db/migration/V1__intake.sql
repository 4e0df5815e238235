-- What the intake remembers: which scope says what of which asset. The projection's tables are others (V2).
create table intake_offset (
    partition_id integer primary key,
    next_offset  bigint not null
);

create table intake_scope (
    workspace   text        not null,
    scope       text        not null,
    project     text        not null,
    observed_at timestamptz not null,
    primary key (workspace, scope)
);

create table intake_facet (
    workspace   text        not null,
    urn         text        not null,
    scope       text        not null,
    observed_at timestamptz not null,
    fingerprint text        not null,
    body        text        not null,
    primary key (workspace, urn, scope)
);
create index intake_facet_scope on intake_facet (workspace, scope);

-- Views already passed on, by natural key, for as long as the topic keeps them.
create table intake_view (
    workspace text        not null,
    view_id   text        not null,
    viewed_at timestamptz not null,
    primary key (workspace, view_id)
);
create index intake_view_age on intake_view (viewed_at);
