-- The tables of a Neuronpedia that an import writes, with the columns, constraints and defaults of its migrated schema that matter to it.
create type "Visibility" as enum ('PUBLIC', 'UNLISTED', 'PRIVATE');
create table "User" (id text primary key);
insert into "User" values ('clkht01d40000jv08hvalcvly');
create table "ExplanationModelType" (name text primary key, "displayName" text not null, description text not null, "creatorName" text not null);
create table "ExplanationType" (name text primary key, "displayName" text not null, description text not null, "creatorName" text not null, "creatorId" text not null references "User");
create table "SourceRelease" (
  name text primary key, description text not null, "descriptionShort" text, "creatorName" text not null, "creatorId" text not null references "User",
  visibility "Visibility" not null default 'PRIVATE', "isNewUi" boolean not null default false, featured boolean not null default false, urls text[],
  "defaultSourceSetName" text, "defaultSourceId" text, "createdAt" timestamp(3) not null default now());
create table "Model" (
  id text primary key, "creatorId" text not null references "User", layers integer not null, "neuronsPerLayer" integer not null, owner text not null,
  "displayName" text not null default '', "displayNameShort" text not null default '', instruct boolean not null default false,
  "inferenceEnabled" boolean not null default false, dimension integer, "tlensId" text, website text, visibility "Visibility" not null default 'PRIVATE',
  "createdAt" timestamp(3) not null default now(), "updatedAt" timestamp(3) not null);
create table "SourceSet" (
  "modelId" text not null references "Model", name text not null, description text not null, "creatorName" text not null, "creatorId" text not null references "User",
  "releaseName" text references "SourceRelease", visibility "Visibility" not null default 'PRIVATE', "hasDashboards" boolean not null default true,
  "showCorrelated" boolean not null default false, "showHeadAttribution" boolean not null default false, type text not null default '', urls text[],
  "createdAt" timestamp(3) not null default now(), primary key ("modelId", name));
create table "Source" (
  id text not null, "modelId" text not null, "setName" text not null, "creatorId" text not null references "User", visibility "Visibility" not null default 'PRIVATE',
  "hasDashboards" boolean not null default true, "inferenceEnabled" boolean not null default false, "saelensConfig" jsonb, num_prompts integer,
  num_tokens_in_prompt integer, dataset text, "createdAt" timestamp(3) not null default now(), primary key ("modelId", id),
  foreign key ("modelId", "setName") references "SourceSet");
create table "Neuron" (
  "modelId" text not null, layer text not null, index text not null, "sourceSetName" text, "creatorId" text references "User",
  "createdAt" timestamp(3) not null default now(), "maxActApprox" float8 not null default 0, "hasVector" boolean not null default false, vector float8[],
  "vectorLabel" text, "hookName" text, "vectorDefaultSteerStrength" float8 default 10, "topkCosSimIndices" integer[], "topkCosSimValues" float8[],
  neuron_alignment_indices integer[], neuron_alignment_values float8[], neuron_alignment_l1 float8[], correlated_neurons_indices integer[],
  correlated_neurons_pearson float8[], correlated_neurons_l1 float8[], correlated_features_indices integer[], correlated_features_pearson float8[],
  correlated_features_l1 float8[], pos_str text[], pos_values float8[], neg_str text[], neg_values float8[], frac_nonzero float8 not null default 0,
  freq_hist_data_bar_heights float8[], freq_hist_data_bar_values float8[], logits_hist_data_bar_heights float8[], logits_hist_data_bar_values float8[],
  decoder_weights_dist float8[], primary key ("modelId", layer, index), foreign key ("modelId", layer) references "Source" ("modelId", id) on delete cascade);
create table "Activation" (
  id text primary key, tokens text[], "modelId" text not null, layer text not null, index text not null, "maxValue" float8 not null, "maxValueTokenIndex" integer not null,
  "minValue" float8 not null, "values" float8[], "dfaValues" float8[], "dfaTargetIndex" integer, "dfaMaxValue" float8, "creatorId" text not null references "User",
  "createdAt" timestamp(3) not null default now(), "lossValues" float8[], "logitContributions" text, "binMin" float8, "binMax" float8, "binContains" float8,
  "qualifyingTokenIndex" integer, "dataSource" text, "dataIndex" text, "zIndices" jsonb, "zKIndices" integer[], "zQIndices" integer[], "zValues" float8[],
  foreign key ("modelId", layer, index) references "Neuron" on delete cascade);
create table "Explanation" (
  id text primary key, "modelId" text not null, layer text not null, index text not null, description text not null, "authorId" text not null references "User",
  "typeName" text references "ExplanationType", "explanationModelName" text references "ExplanationModelType", "createdAt" timestamp(3) not null default now(),
  foreign key ("modelId", layer, index) references "Neuron" on delete cascade);
