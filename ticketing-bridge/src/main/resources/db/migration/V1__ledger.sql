-- One row per incident that was ever to have a ticket.
create table ticket (
    key varchar(400) primary key,            -- workspace|incident
    ticket_id varchar(80) not null,
    workspace varchar(63) not null,
    incident varchar(300) not null,
    version bigint not null,                 -- the last incident event that was considered
    told text not null,                      -- the incident as the ticket tells it, JSON
    placement text not null,                 -- project, issue type, labels, transition; JSON
    ended boolean not null default false,    -- refused or suppressed: there is no ticket to keep in step
    state varchar(20) not null,
    reason text not null default '',
    remote_key varchar(80),
    status varchar(200) not null default '',
    changed_at timestamptz not null,
    revision bigint not null,                -- counts what headwater.tickets.v1 should show
    published bigint not null default 0,     -- the revision that it shows
    linked boolean not null default false    -- the Link command is on headwater.commands.v1
);
create index ticket_unpublished on ticket (key) where published < revision or not linked;

-- What is to be done at the far end, in order per ticket.
create table intent (
    id varchar(200) primary key,             -- the same in every replay
    ticket_key varchar(400) not null references ticket (key),
    place bigint not null,                   -- order within the ticket
    kind varchar(20) not null,
    document text not null,
    state varchar(20) not null,              -- INTENDED, SENT, CONFIRMED, FAILED, SUPPRESSED
    reason text not null default '',
    due_at timestamptz not null,
    attempts int not null default 0,
    unique (ticket_key, place)
);
create index intent_unfinished on intent (ticket_key, place) where state in ('INTENDED', 'SENT');

-- The next record to read of each partition: the watermark below which nothing is told again.
create table watermark (
    place varchar(300) primary key,          -- topic-partition
    next_offset bigint not null
);

-- At most one instance speaks to Jira at a time.
create table sender_lease (
    id int primary key,
    holder varchar(200) not null,
    until timestamptz not null
);
