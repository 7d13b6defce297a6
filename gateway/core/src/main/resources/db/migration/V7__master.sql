-- the label of the master key that wraps a working key; before there was a second one, it was called master
alter table working_key add column if not exists master varchar(64) default 'master' not null;
create index if not exists working_key_master on working_key (master, id);
