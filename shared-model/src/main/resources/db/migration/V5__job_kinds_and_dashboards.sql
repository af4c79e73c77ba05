-- Everything that runs as a job shares its life: exports, computing dashboards ahead, pushing an archive to a Neuronpedia.
alter table neuronpedia_export_jobs add column kind text not null default 'export'
    constraint job_kind check (kind in ('export', 'dashboard_data', 'push'));
create index jobs_by_kind_and_creation on neuronpedia_export_jobs (kind, created_at desc);
-- What a dashboard holds besides: without it a kept one would still need the activation files.
alter table feature_dashboard_data add column statistics jsonb not null default '{}';
alter table feature_dashboard_data add column examples jsonb;
