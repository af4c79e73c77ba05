import type { FeatureSelection } from '../../api/types';

/** The parameters that are whole numbers, with the range the API accepts. */
export const NUMBER_FIELDS = {
  logit_lens_k: { label: 'Tokens per side', min: 1, max: 100, initial: 20 },
  histogram_bins: { label: 'Bins', min: 10, max: 200, initial: 50 },
  top_tokens_k: { label: 'Tokens', min: 10, max: 200, initial: 50 },
  examples_per_feature: { label: 'Strongest', min: 0, max: 100, initial: 20 },
  example_intervals: { label: 'Intervals × 5', min: 0, max: 10, initial: 5 },
  example_window: {
    label: 'Window',
    min: 0,
    max: 1024,
    initial: 0,
  },
  seed: { label: 'Seed', min: 0, max: Number.MAX_SAFE_INTEGER, initial: 0 },
} as const;

export type NumberField = keyof typeof NUMBER_FIELDS;
export const NUMBER_FIELD_NAMES = Object.keys(NUMBER_FIELDS) as NumberField[];

export const SWITCHES = [
  'include_logit_lens',
  'include_histograms',
  'include_top_tokens',
  'include_examples',
  'include_explanations',
  'include_saelens_weights',
  'include_neuronpedia_import',
] as const;

export type Switch = (typeof SWITCHES)[number];

export const NAME_FIELDS = [
  'model_id',
  'source_set',
  'release',
  'creator_name',
  'description',
  'urls',
] as const;

export type NameField = (typeof NAME_FIELDS)[number];

/** What the form holds: text as it was typed, so that a wrong value can be shown beside its error. */
export interface Draft {
  selection: FeatureSelection;
  ranges: string;
  minFrequency: string;
  maxFrequency: string;
  switches: Record<Switch, boolean>;
  numbers: Record<NumberField, string>;
  logitLensNorm: 'none' | 'final';
  maskUnusedVocabulary: boolean;
  histogramScale: 'linear' | 'log';
  definitions: 'exact' | 'saedashboard';
  names: Record<NameField, string>;
}

export const INITIAL_DRAFT: Draft = {
  selection: 'all',
  ranges: '',
  minFrequency: '',
  maxFrequency: '',
  switches: {
    include_logit_lens: true,
    include_histograms: true,
    include_top_tokens: true,
    include_examples: true,
    include_explanations: true,
    include_saelens_weights: true,
    include_neuronpedia_import: true,
  },
  numbers: Object.fromEntries(
    NUMBER_FIELD_NAMES.map((name) => [name, String(NUMBER_FIELDS[name].initial)]),
  ) as Record<NumberField, string>,
  logitLensNorm: 'none',
  maskUnusedVocabulary: false,
  histogramScale: 'linear',
  definitions: 'exact',
  names: { model_id: '', source_set: '', release: '', creator_name: '', description: '', urls: '' },
};
