/** Fields as the API sends them: snake case, absent rather than null. */

export type JobStatus =
  'pending' | 'computing' | 'packaging' | 'completed' | 'failed' | 'cancelled';
export type Stage = 'planning' | 'computing' | 'packaging';
export type ShardStatus = 'pending' | 'running' | 'done' | 'failed';

export interface Problem {
  code: string;
  file?: string;
  where?: string;
  message: string;
}

export interface Page<T> {
  items: T[];
  page: number;
  size: number;
  total: number;
}

export interface Fingerprints {
  sae_weights: string;
  unembedding: string;
  tokenizer: string;
  activation_cache: string;
}

export interface ActivationSource {
  kind: string;
  prompts: number;
  tokens_per_prompt?: number;
  total_tokens: number;
  counted_tokens: number;
  ignored_token_ids?: number[];
  value_precision?: string;
  decoder_norm_folded?: boolean;
  mean_l0?: number;
}

export interface Sae {
  id: string;
  name: string;
  sae_path: string;
  model_path: string;
  activations_path: string;
  labels_path?: string;
  format: string;
  architecture: string;
  d_in: number;
  d_model: number;
  d_sae: number;
  vocabulary?: number;
  model_name?: string;
  hook_name?: string;
  hook_point?: string;
  layer?: number;
  neuronpedia_model_id?: string;
  source_set?: string;
  nonzeros?: number;
  label_count?: number;
  activations?: ActivationSource;
  fingerprints?: Fingerprints;
  warnings?: string[];
  created_at: string;
}

export interface SaeRegistration {
  name?: string;
  sae_path: string;
  model_path: string;
  activations_path: string;
  labels_path?: string;
}

export interface FeatureRow {
  feature_index: number;
  label?: string;
  category?: string;
  description?: string;
  activation_frequency?: number;
  activation_count?: number;
  max_activation?: number;
  mean_activation?: number;
  is_dead?: boolean;
}

export interface LabelPatch {
  label?: string;
  category?: string;
  description?: string;
}

export interface LogitToken {
  token: string;
  token_id: number;
  value: number;
}

export interface HistogramData {
  bin_edges: number[];
  counts: number[];
}

export interface ActivationHistogram extends HistogramData {
  total_count: number;
  nonzero_count: number;
  mean?: number;
  std?: number;
  min?: number;
  max?: number;
  log_scale: boolean;
}

export interface TopToken {
  token: string;
  token_id: number;
  count: number;
  total_activation: number;
  mean_activation: number;
  max_activation: number;
}

export interface Example {
  group: 'top' | 'interval';
  bin_min?: number;
  bin_max?: number;
  bin_contains?: number;
  prompt_index: number;
  position: number;
  window_start?: number;
  token: string;
  context_before: string;
  context_after: string;
  max_value: number;
  max_index: number;
  tokens: string[];
  token_ids: number[];
  values: number[];
}

export interface Statistics {
  activation_frequency: number;
  activation_count: number;
  max_activation: number;
  mean_activation: number;
  std_activation: number;
  interpretability_score?: number;
  is_dead: boolean;
  decoder_norm: number;
}

export interface Dashboard {
  feature_index: number;
  label?: string;
  category?: string;
  description?: string;
  statistics: Statistics;
  logit_lens?: {
    top_positive: LogitToken[];
    top_negative: LogitToken[];
    mean: number;
    std: number;
    histogram?: HistogramData;
  };
  histogram?: ActivationHistogram;
  top_tokens?: TopToken[];
  activations?: Example[];
}

export type FeatureSelection = 'all' | 'extracted' | 'custom';

export interface NeuronpediaNames {
  model_id?: string;
  source_set?: string;
  release?: string;
  creator_name?: string;
  description?: string;
  urls?: string[];
}

export interface ExportConfig {
  feature_selection?: FeatureSelection;
  feature_indices?: number[];
  feature_ranges?: string[];
  min_activation_frequency?: number;
  max_activation_frequency?: number;
  include_logit_lens?: boolean;
  logit_lens_k?: number;
  logit_lens_norm?: 'none' | 'final';
  mask_unused_vocabulary?: boolean;
  include_histograms?: boolean;
  histogram_bins?: number;
  histogram_scale?: 'linear' | 'log';
  include_top_tokens?: boolean;
  top_tokens_k?: number;
  include_examples?: boolean;
  examples_per_feature?: number;
  example_intervals?: number;
  example_window?: number;
  seed?: number;
  include_explanations?: boolean;
  include_saelens_weights?: boolean;
  include_neuronpedia_import?: boolean;
  definitions?: 'exact' | 'saedashboard';
  neuronpedia?: NeuronpediaNames;
}

export interface Shard {
  number: number;
  status: ShardStatus;
  features_done: number;
  feature_count: number;
  attempt: number;
}

export interface Job {
  id: string;
  sae_id: string;
  sae_name: string;
  status: JobStatus;
  stage: Stage;
  progress: number;
  features_done: number;
  feature_count: number;
  features_per_second?: number;
  eta_seconds?: number;
  file_size_bytes?: number;
  sha256?: string;
  error_code?: string;
  error_message?: string;
  error_details?: Problem[];
  cancelled_by?: string;
  attempts: number;
  created_at: string;
  started_at?: string;
  completed_at?: string;
  config?: ExportConfig;
  shards?: Shard[];
  download_url?: string;
}

export interface JobPage extends Page<Job> {
  totals: Partial<Record<JobStatus, number>>;
}

export interface Estimate {
  feature_count: number;
  size_bytes: number;
  seconds?: number;
}

export interface JobEvent {
  type: 'state' | 'progress' | 'completed' | 'failed' | 'cancelled';
  job_id: string;
  seq: number;
  status: JobStatus;
  stage: Stage;
  progress: number;
  features_done: number;
  feature_count: number;
  features_per_second?: number;
  eta_seconds?: number;
  message?: string;
}

export interface FileEntry {
  path: string;
  directory: boolean;
  size?: number;
}
