-- a second seal over the same note as the time-stamp, made with it where the gateway has a key for one (CMS, ADR 0025)
alter table time_stamp add column if not exists second_seal bytea;
