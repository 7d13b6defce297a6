-- what the recipientInfos of a delivery's recipient rest on: the suite, and SHA-256 of the certificate; so that what an end
-- touches is counted over an index. "unmeasured": accepted before these columns were there; kept: the gateway has the content key
alter table delivery add column if not exists suite varchar(40) default 'unmeasured' not null;
alter table delivery add column if not exists reader bytea;
alter table delivery add column if not exists kept boolean default false not null;
-- the newest claim up to which it is known that nothing of it was sent: what may have arrived is not made anew
alter table delivery add column if not exists unsent_fence bigint default 0 not null;
create index if not exists delivery_suite on delivery (suite, kept, id);
-- with the id at its end it gives pages
create index if not exists delivery_state_due_id on delivery (state, due, id);
drop index if exists delivery_state_due;
