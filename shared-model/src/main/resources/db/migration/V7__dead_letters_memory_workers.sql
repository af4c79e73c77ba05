-- The row is the outbox of the message on npexport.dead, too: when the broker confirmed it.
alter table neuronpedia_export_jobs add column dead_at timestamptz;
update neuronpedia_export_jobs set dead_at = completed_at where status = 'failed';
create index jobs_without_dead_message on neuronpedia_export_jobs (completed_at)
    where status = 'failed' and dead_at is null;
-- What went wrong with a shard, oldest first: {attempt, code, message, worker, at}.
alter table export_shards add column history jsonb not null default '[]';
-- Since when a shard waits for a worker with more memory than the one that its message reached. It is then fetched from
-- its row and not sent over the broker.
alter table export_shards add column too_large_at timestamptz;
-- The workers that are there and what they can do.
create table workers (
    name         text primary key,
    capabilities text        not null, -- cpu, gpu; joined by commas
    threads      integer     not null,
    memory_bytes bigint      not null, -- what a shard may need at most
    seen_at      timestamptz not null
);
