-- What an Idempotency-Key stands for. Not part of the projection: it outlives each version of it, hence "if not exists".
-- Keys and what they were used for are kept as hashes, and as long as the decisions on commands.
create table if not exists console.used_key (
    key_hash text primary key,
    use_hash text        not null,
    words    text        not null,
    used_at  timestamptz not null
);
create index if not exists used_key_by_time on console.used_key (used_at);
