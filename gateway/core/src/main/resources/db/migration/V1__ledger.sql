-- Each statement does nothing when it was done before: H2 commits each by itself, and a first start may be cut short.
-- One schema for H2 and PostgreSQL. Times are milliseconds since 1970 UTC. A column named "sealed" is AES-256-GCM under a
-- patient's working key, a column that ends in "_mac" a keyed hash: nothing here names a patient or quotes a document.

create table if not exists log (
    id uuid primary key,
    node varchar(64) not null,
    opened bigint not null,
    closed bigint,
    previous uuid
);
create index if not exists log_node on log (node);

create table if not exists entry (
    log uuid not null,
    idx bigint not null,
    receipt uuid not null unique,
    event varchar(64) not null,
    transfer uuid,
    party varchar(64),
    other_party varchar(64),
    patient_mac bytea,
    working_key uuid,
    recorded bigint not null,
    content bytea not null,
    openings_sealed bytea,
    primary key (log, idx)
);
create index if not exists entry_transfer on entry (transfer);

create table if not exists tile (
    log uuid not null,
    tile_level int not null,
    idx bigint not null,
    hashes bytea not null,
    primary key (log, tile_level, idx)
);

create table if not exists seal (
    log uuid not null,
    tree_size bigint not null,
    note bytea not null,
    jades bytea not null,
    primary key (log, tree_size)
);

-- a working key is random, one per patient; its wrapped value is set to null to destroy it
create table if not exists working_key (
    id uuid primary key,
    patient_mac bytea not null unique,
    wrapped bytea,
    created bigint not null
);

create table if not exists transfer (
    id uuid primary key,
    sender varchar(64) not null,
    submission_mac bytea not null unique,
    content_mac bytea not null,
    working_key uuid not null,
    route varchar(64) not null,
    mode varchar(32) not null,
    recipients varchar(65000) not null,
    receipt uuid not null,
    accepted bigint not null,
    documents int not null,
    size_bytes bigint not null
);
create index if not exists transfer_accepted on transfer (accepted, id);

-- metadata object, signature, places and keys of the payloads: opened as one, searched by nobody
create table if not exists content (
    transfer uuid not null,
    part int not null,
    sealed bytea not null,
    primary key (transfer, part)
);

create table if not exists vault_file (
    name varchar(200) primary key
);

create table if not exists delivery (
    id uuid primary key,
    transfer uuid not null,
    ordinal int not null,
    route varchar(64) not null,
    recipient varchar(64) not null,
    way varchar(16) not null,
    state varchar(16) not null,
    attempt int not null,
    fence bigint not null,
    due bigint not null,
    lease_until bigint not null,
    limit_at bigint not null,
    reason varchar(16)
);
create index if not exists delivery_transfer on delivery (transfer);
create index if not exists delivery_state_due on delivery (state, due);

create table if not exists document (
    id uuid primary key,
    transfer uuid not null,
    ordinal int not null,
    object_number int not null,
    patient_mac bytea not null,
    document_mac bytea not null,
    payload_mac bytea not null,
    status varchar(16) not null,
    sealed bytea not null
);
create index if not exists document_transfer on document (transfer);
create index if not exists document_patient on document (patient_mac);
create index if not exists document_mac on document (document_mac);

create table if not exists document_list (
    id uuid primary key,
    transfer uuid not null,
    folder boolean not null,
    patient_mac bytea not null,
    folder_mac bytea,
    stored bigint not null,
    sealed bytea not null
);
create index if not exists document_list_patient on document_list (patient_mac);
create index if not exists document_list_folder on document_list (folder_mac);

create table if not exists route_state (
    route varchar(64) primary key,
    paused boolean not null,
    since bigint not null
);
