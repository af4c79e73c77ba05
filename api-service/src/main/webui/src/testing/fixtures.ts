import type { Dashboard, Example, FeatureRow, Job, Sae } from '../api/types';

export const SAE_ID = '6f1c2b1a-0000-5000-8000-000000000001';
export const JOB_ID = '0b8f9a00-0000-4000-8000-000000000001';

export function anSae(change: Partial<Sae> = {}): Sae {
  return {
    id: SAE_ID,
    name: 'whale',
    sae_path: 'sae',
    model_path: 'model',
    activations_path: 'activations/delphi',
    labels_path: 'labels.jsonl',
    format: 'saelens',
    architecture: 'jumprelu',
    d_in: 128,
    d_model: 128,
    d_sae: 1024,
    vocabulary: 4096,
    model_name: 'state-of-the-whale-1m',
    hook_name: 'blocks.2.hook_resid_post',
    hook_point: 'hook_resid_post',
    layer: 2,
    neuronpedia_model_id: 'state-of-the-whale-1m',
    source_set: 'npexport-res-1k',
    nonzeros: 498_123,
    label_count: 939,
    activations: {
      kind: 'delphi',
      prompts: 384,
      tokens_per_prompt: 128,
      total_tokens: 49_152,
      counted_tokens: 48_713,
      ignored_token_ids: [0],
      value_precision: 'float16',
      decoder_norm_folded: false,
      mean_l0: 11.93,
    },
    fingerprints: {
      sae_weights: 'aa11',
      unembedding: 'bb22',
      tokenizer: 'cc33',
      activation_cache: 'dd44',
    },
    warnings: [],
    created_at: '2026-03-01T10:00:00.000Z',
    ...change,
  };
}

export function aFeature(index: number, change: Partial<FeatureRow> = {}): FeatureRow {
  return {
    feature_index: index,
    label: `label ${index}`,
    activation_frequency: 0.0123,
    activation_count: 600,
    max_activation: 8.4,
    mean_activation: 2.1,
    is_dead: false,
    ...change,
  };
}

export function anExample(change: Partial<Example> = {}): Example {
  return {
    group: 'top',
    prompt_index: 12,
    position: 2,
    token: ' love',
    context_before: 'I really',
    context_after: ' you',
    max_value: 4.52,
    max_index: 2,
    tokens: ['I', ' really', ' love', ' you', '\n', 'all'],
    token_ids: [40, 1107, 1842, 345, 198, 439],
    values: [0, 0.5, 4.52, 0, 0, 0],
    ...change,
  };
}

export function aDashboard(index: number, change: Partial<Dashboard> = {}): Dashboard {
  return {
    feature_index: index,
    label: 'expressions of love',
    category: 'Emotion > Love',
    statistics: {
      activation_frequency: 0.023,
      activation_count: 1207,
      max_activation: 8.4,
      mean_activation: 2.1,
      std_activation: 1.3,
      is_dead: false,
      decoder_norm: 1,
    },
    logit_lens: {
      top_positive: [
        { token: ' love', token_id: 1842, value: 0.85 },
        { token: '\n', token_id: 198, value: 0.5 },
      ],
      top_negative: [{ token: ' hate', token_id: 9012, value: -0.45 }],
      mean: 0.001,
      std: 0.04,
      histogram: { bin_edges: [-1, 0, 1], counts: [30, 12] },
    },
    histogram: {
      bin_edges: [0, 4.2, 8.4],
      counts: [1100, 107],
      total_count: 52_000,
      nonzero_count: 1207,
      mean: 2.1,
      std: 1.3,
      min: 0.02,
      max: 8.4,
      log_scale: false,
    },
    top_tokens: [
      {
        token: ' love',
        token_id: 1842,
        count: 45,
        total_activation: 144.2,
        mean_activation: 3.2,
        max_activation: 8.4,
      },
    ],
    activations: [
      anExample(),
      anExample({
        group: 'interval',
        bin_min: 3.36,
        bin_max: 5.04,
        bin_contains: 0.12,
        prompt_index: 30,
        max_value: 4.1,
      }),
    ],
    ...change,
  };
}

export function aJob(change: Partial<Job> = {}): Job {
  return {
    id: JOB_ID,
    sae_id: SAE_ID,
    sae_name: 'whale',
    kind: 'export',
    status: 'computing',
    stage: 'computing',
    progress: 0.25,
    features_done: 256,
    feature_count: 1024,
    attempts: 1,
    created_at: '2026-03-01T11:00:00.000Z',
    started_at: '2026-03-01T11:00:01.000Z',
    config: { feature_selection: 'all', neuronpedia: {} },
    shards: [
      { number: 0, status: 'done', features_done: 256, feature_count: 256, attempt: 1 },
      { number: 1, status: 'running', features_done: 10, feature_count: 768, attempt: 2 },
    ],
    ...change,
  };
}
