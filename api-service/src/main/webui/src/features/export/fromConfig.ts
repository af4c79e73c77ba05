import type { ExportConfig } from '../../api/types';
import { INITIAL_DRAFT, NAME_FIELDS, NUMBER_FIELD_NAMES, SWITCHES, type Draft } from './draft';

/** The form as it was when `config` was sent, to export again with the same choices. */
export function fromConfig(config: ExportConfig): Draft {
  const draft: Draft = structuredClone(INITIAL_DRAFT);
  draft.selection = config.feature_selection ?? draft.selection;
  draft.ranges = [...(config.feature_ranges ?? []), ...(config.feature_indices ?? [])].join(', ');
  draft.minFrequency = config.min_activation_frequency?.toString() ?? '';
  draft.maxFrequency = config.max_activation_frequency?.toString() ?? '';
  for (const name of SWITCHES) draft.switches[name] = config[name] ?? true;
  for (const name of NUMBER_FIELD_NAMES) {
    draft.numbers[name] = config[name]?.toString() ?? draft.numbers[name];
  }
  draft.logitLensNorm = config.logit_lens_norm ?? draft.logitLensNorm;
  draft.maskUnusedVocabulary = config.mask_unused_vocabulary ?? draft.maskUnusedVocabulary;
  draft.histogramScale = config.histogram_scale ?? draft.histogramScale;
  draft.definitions = config.definitions ?? draft.definitions;
  for (const field of NAME_FIELDS) {
    const value = config.neuronpedia?.[field];
    draft.names[field] = Array.isArray(value) ? value.join(' ') : (value ?? '');
  }
  return draft;
}
