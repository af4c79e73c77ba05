import type { Asked, Present } from './present';
import type { components } from './schema';

/** Fields as the API sends them: snake case, absent rather than null. */
type Schemas = components['schemas'];

export type Problem = Asked<Schemas['ProblemItem']> &
  Pick<Schemas['ProblemItem'], 'code' | 'message'>;
export type Sae = Present<Schemas['Sae']>;
export type SaeRegistration = Present<Schemas['RegisterSae']>;
export type ExportConfig = Asked<Schemas['ExportConfig']>;
export type NeuronpediaNames = Asked<Schemas['NeuronpediaNames']>;
export type FeatureSelection = Schemas['ExportConfig']['feature_selection'];
export type Session = Pick<Schemas['Session'], 'authentication_required' | 'signed_in'>;
export type Link = Schemas['Link'];
export type Job = Omit<Present<Schemas['Export']>, 'config'> & { config?: ExportConfig };
export type JobStatus = Job['status'];
export type Stage = Job['stage'];
export type Shard = Present<Schemas['Shard']>;
export type ShardStatus = Shard['status'];

export interface Page<T> {
  items: T[];
  page: number;
  size: number;
  total: number;
}

export interface JobPage extends Page<Job> {
  totals: Partial<Record<JobStatus, number>>;
}

export type FeatureRow = Present<Schemas['FeatureRow']>;
export type LabelsLoaded = Schemas['LabelsLoaded'];

/** An empty text clears; a field that is absent stays. */
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

export interface Estimate {
  feature_count: number;
  /** Otherwise it is the most there can be. */
  feature_count_exact: boolean;
  size_bytes: number;
  seconds: number;
  /** What the seconds go by. */
  pace: 'this_sae' | 'another_sae' | 'assumed';
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
