-- The rebuild that runs or ran last. Not part of the projection: it outlives each version of it, hence "if not exists".
create schema if not exists rebuild;

create table if not exists rebuild.progress (
    -- The projection it is of.
    schema      text        primary key,
    state       text        not null,
    phase       text        not null,
    records     bigint      not null,
    total       bigint      not null,
    started_by  text        not null,
    started_at  timestamptz not null,
    updated_at  timestamptz not null,
    reason      text        not null default ''
);
