-- revocation lists that were in force when signatures were time-stamped, each once: with them both are validated later
create table if not exists revocation_list (
    sha256 bytea primary key,
    issuer varchar(1000) not null,
    issued bigint not null,
    until bigint not null,
    list bytea not null
);
create index if not exists revocation_list_issuer on revocation_list (issuer, issued);
