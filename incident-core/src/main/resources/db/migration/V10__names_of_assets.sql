-- What else assets are called, so that what is asked about one by another name is answered about it.
create table asset_names (
    key text primary key,
    workspace text not null,
    urn text not null,
    aliases text not null
);
create index asset_names_by_alias on asset_names using gin (string_to_array(aliases, chr(10)));
