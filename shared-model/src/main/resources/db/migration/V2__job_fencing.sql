-- Workers that stopped answering while they held a job or a shard; each retry of the job starts the count again.
alter table neuronpedia_export_jobs add column losses integer not null default 0;
alter table export_shards add column losses integer not null default 0;
-- Failures that a worker reported. The attempt itself never goes back: it fences.
alter table export_shards add column failures integer not null default 0;
-- When the broker confirmed the event of the terminal state; the sweeper sends it again until then.
alter table neuronpedia_export_jobs add column terminal_event_at timestamptz;
create index jobs_without_terminal_event on neuronpedia_export_jobs (completed_at)
    where completed_at is not null and terminal_event_at is null;
create index shards_unfinished on export_shards (status, heartbeat_at) where status in ('pending', 'running');
-- One row: the lease of the sweep, so that one of several services sweeps at a time.
create table sweeper (
    only_row boolean     primary key default true check (only_row),
    swept_at timestamptz not null
);
insert into sweeper (swept_at) values ('epoch');
