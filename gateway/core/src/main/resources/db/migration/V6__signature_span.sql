-- until when the newest time-stamp of a signature proves itself: before, it is to be covered by another; no algorithms: not
-- measured yet
create table if not exists signature_span (
    transfer uuid primary key,
    algorithms varchar(200) not null,
    ends bigint not null
);
create index if not exists signature_span_ends on signature_span (algorithms, ends, transfer);
insert into signature_span (transfer, algorithms, ends)
    select transfer, '', 0 from etsi_u where place = 0
    and not exists (select 1 from signature_span s where s.transfer = etsi_u.transfer);

-- the revocation lists in an element of etsi_u, by their digests
create table if not exists etsi_u_list (
    transfer uuid not null,
    place int not null,
    ordinal int not null,
    sha256 bytea not null,
    primary key (transfer, place, ordinal)
);

-- what a signature that is due rests on; those whose certificate ended first are due no more
alter table signature_due add column if not exists algorithms varchar(200) default 'p-256 rsa-2048 sha-256' not null;
create index if not exists signature_due_ends on signature_due (ends);
create table if not exists signature_missed (
    transfer uuid primary key,
    since bigint not null,
    ends bigint not null
);
