-- the time-stamps of a log in their order, by one hash, with what they last until
create table if not exists renewal_leaf (
    log uuid not null,
    hash varchar(16) not null,
    idx bigint not null,
    tree_size bigint not null,
    ends bigint not null,
    algorithms varchar(200) not null,
    primary key (log, hash, idx),
    unique (log, hash, tree_size)
);

-- the tree over them: each complete subtree once
create table if not exists renewal_node (
    log uuid not null,
    hash varchar(16) not null,
    node_level int not null,
    idx bigint not null,
    digest bytea not null,
    primary key (log, hash, node_level, idx)
);

-- the renewals of a log's time-stamps
create table if not exists renewal (
    log uuid not null,
    number int not null,
    statement bytea not null,
    token bytea not null,
    primary key (log, number)
);
