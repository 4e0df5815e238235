-- Who is signed in. Not part of the projection: it outlives each version of it, hence "if not exists".
-- Codes and session ids are kept as SHA-256 only.
create schema if not exists console;

create table if not exists console.login_link (
    code_hash  text primary key,
    role       text        not null,
    workspace  text        not null,
    who        text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table if not exists console.session (
    id_hash    text primary key,
    role       text        not null,
    workspace  text        not null,
    who        text        not null,
    expires_at timestamptz not null
);
