-- signatures that are to be time-stamped by themselves; without a time-stamp by the end of its certificate a row stays
create table if not exists signature_due (
    transfer uuid primary key,
    imprint bytea not null,
    since bigint not null,
    ends bigint not null
);
create index if not exists signature_due_since on signature_due (since);

-- what came after a signature, element by element (etsiU of ETSI TS 119 182-1); place 0 is the time-stamp over its value
create table if not exists etsi_u (
    transfer uuid not null,
    place int not null,
    element bytea not null,
    primary key (transfer, place)
);
