-- One row for each registered SAE; the id is a version 5 UUID of the four fingerprints, so that the same inputs have the same id everywhere.
create table saes (
    id               uuid primary key,
    name             text        not null,
    sae_path         text        not null,
    model_path       text        not null,
    activations_path text        not null,
    labels_path      text,
    format           text        not null,
    architecture     text        not null,
    d_in             integer     not null,
    d_model          integer     not null,
    d_sae            integer     not null,
    model_name       text,
    hook_name        text,
    facts            jsonb       not null, -- everything that was found at registration
    created_at       timestamptz not null,
    forgotten_at     timestamptz           -- hidden since then; its finished exports keep their row and archive
);

create table features (
    sae_id               uuid             not null references saes (id) on delete cascade,
    feature_index        integer          not null,
    label                text,
    category             text,
    description          text,
    label_method         text,
    label_model          text,
    label_score          double precision,
    label_source         text, -- file | api, null without a label
    activation_frequency double precision,
    activation_count     bigint,
    max_activation       real,
    mean_activation      double precision,
    is_dead              boolean,
    primary key (sae_id, feature_index)
);

-- A cached dashboard is only ever used for the inputs and parameters that its key was made from.
create table feature_dashboard_data (
    sae_id          uuid        not null references saes (id) on delete cascade,
    feature_index   integer     not null,
    computation_key text        not null,
    logit_lens_data jsonb,
    histogram_data  jsonb,
    top_tokens      jsonb,
    computed_at     timestamptz not null,
    primary key (sae_id, feature_index, computation_key)
);

create table neuronpedia_export_jobs (
    id              uuid primary key,
    sae_id          uuid             not null references saes (id),
    config          jsonb            not null,
    status          text             not null,
    current_stage   text             not null,
    progress        double precision not null default 0,
    features_done   integer          not null default 0,
    feature_count   integer          not null default 0,
    output_path     text,
    file_size_bytes bigint,
    sha256          text,
    error_code      text,
    error_message   text,
    error_details   jsonb,
    cancelled_by    text,
    attempts        integer          not null default 1, -- fences workers of an earlier attempt
    worker          text,
    heartbeat_at    timestamptz,
    event_seq       bigint           not null default 0,
    event_at        timestamptz,
    published_at    timestamptz, -- the row is its own outbox: null until the broker confirmed the message
    idempotency_key text unique,
    created_at      timestamptz      not null,
    started_at      timestamptz,
    completed_at    timestamptz,
    constraint job_status check (status in ('pending', 'computing', 'packaging', 'completed', 'failed', 'cancelled'))
);
create index jobs_by_creation on neuronpedia_export_jobs (created_at desc);
create index jobs_alive on neuronpedia_export_jobs (status) where status in ('pending', 'computing', 'packaging');

create table export_shards (
    job_id        uuid    not null references neuronpedia_export_jobs (id) on delete cascade,
    number        integer not null,
    from_place    integer not null, -- first place in the ascending list of selected features
    to_place      integer not null, -- place after the last
    cost          bigint  not null,
    memory_bytes  bigint  not null,
    status        text    not null,
    attempt       integer not null default 0,
    features_done integer not null default 0,
    worker        text,
    heartbeat_at  timestamptz,
    published_at  timestamptz,
    error_code    text,
    error_message text,
    primary key (job_id, number),
    constraint shard_status check (status in ('pending', 'running', 'done', 'failed'))
);
