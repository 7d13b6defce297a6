-- an RFC 3161 time-stamp over the note of the seal of the same log and size
create table if not exists time_stamp (
    log uuid not null,
    tree_size bigint not null,
    token bytea not null,
    primary key (log, tree_size)
);
