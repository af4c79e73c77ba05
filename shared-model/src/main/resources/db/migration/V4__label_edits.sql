-- When a label was made, if its source says so.
alter table features add column label_created_at timestamptz;
-- The edited labels as they were when a job was planned, as rows of a labels file: every step of the job writes these.
create table export_label_edits (
    job_id uuid  primary key references neuronpedia_export_jobs (id) on delete cascade,
    edits  jsonb not null
);
