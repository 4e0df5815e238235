-- The catalogue: headwater.assets.v1 and headwater.people.v1 as tables. Can be emptied and read again from the topics.
create table catalogue_offset (
    topic        text    not null,
    partition_id integer not null,
    next_offset  bigint  not null,
    primary key (topic, partition_id)
);

create table catalogue_asset (
    workspace   text not null,
    urn         text not null,
    type        text not null,
    name        text not null,
    tier        integer,
    domain      text,
    facets      text not null,
    search_text text not null,
    search      tsvector generated always as (to_tsvector('simple', search_text)) stored,
    primary key (workspace, urn)
);
create index catalogue_asset_search on catalogue_asset using gin (search);
create index catalogue_asset_name on catalogue_asset (workspace, name, urn);

create table catalogue_alias (
    workspace text not null,
    alias     text not null,
    urn       text not null,
    primary key (workspace, urn, alias)
);
create index catalogue_alias_alias on catalogue_alias (workspace, alias);

create table catalogue_edge (
    workspace  text not null,
    upstream   text not null,
    downstream text not null,
    primary key (workspace, downstream, upstream)
);
create index catalogue_edge_upstream on catalogue_edge (workspace, upstream, downstream);

create table catalogue_owner (
    workspace text not null,
    urn       text not null,
    owner     text not null,
    person    text,
    primary key (workspace, urn, owner)
);
create index catalogue_owner_person on catalogue_owner (workspace, person);

create table catalogue_person (
    workspace   text not null,
    person      text not null,
    name        text,
    email       text,
    slack_id    text,
    jira_id     text,
    search_text text not null,
    search      tsvector generated always as (to_tsvector('simple', search_text)) stored,
    primary key (workspace, person)
);
create index catalogue_person_search on catalogue_person using gin (search);
