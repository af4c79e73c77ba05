import type { ExportConfig, NeuronpediaNames, Sae } from '../../api/types';
import {
  NAME_FIELDS,
  NUMBER_FIELDS,
  NUMBER_FIELD_NAMES,
  type Draft,
  type NumberField,
} from './draft';
import { modelIdRule, releaseRule, sourceSetRule } from './nameRules';
import { parseRanges } from './ranges';

/** Errors by the field's name in the API; an empty object is a config that may be sent. */
export type FieldErrors = Record<string, string>;

export interface Checked {
  config: ExportConfig;
  errors: FieldErrors;
}

/** The switch that a number belongs to: with it off, the number is neither checked nor sent. */
const OWNER = {
  logit_lens_k: 'include_logit_lens',
  histogram_bins: 'include_histograms',
  top_tokens_k: 'include_top_tokens',
  examples_per_feature: 'include_examples',
  example_intervals: 'include_examples',
  example_window: 'include_examples',
  seed: 'include_examples',
} as const satisfies Record<NumberField, keyof Draft['switches']>;

/** Checks everything that can be checked without the inputs, and says all of it at once. */
export function toConfig(draft: Draft, sae: Sae): Checked {
  const errors: FieldErrors = {};
  const config: ExportConfig = {
    feature_selection: draft.selection,
    ...draft.switches,
    definitions: draft.definitions,
  };
  if (draft.selection === 'custom') addRanges(draft, sae, config, errors);
  else addFrequencies(draft, config, errors);
  addNumbers(draft, config, errors);
  if (draft.switches.include_logit_lens) {
    config.logit_lens_norm = draft.logitLensNorm;
    config.mask_unused_vocabulary = draft.maskUnusedVocabulary;
  }
  if (draft.switches.include_histograms) config.histogram_scale = draft.histogramScale;
  if (draft.switches.include_neuronpedia_import) addNames(draft, sae, config, errors);
  return { config, errors };
}

function addRanges(draft: Draft, sae: Sae, config: ExportConfig, errors: FieldErrors): void {
  const parsed = parseRanges(draft.ranges, sae.d_sae);
  if (!parsed.ok) {
    errors['feature_ranges'] = parsed.message;
    return;
  }
  const { indices, ranges } = parsed.list;
  if (indices.length > 0) config.feature_indices = indices;
  if (ranges.length > 0) config.feature_ranges = ranges.map((r) => `${r.first}-${r.last}`);
}

function addFrequencies(draft: Draft, config: ExportConfig, errors: FieldErrors): void {
  const min = share(draft.minFrequency, 'min_activation_frequency', errors);
  const max = share(draft.maxFrequency, 'max_activation_frequency', errors);
  if (min !== undefined) config.min_activation_frequency = min;
  if (max !== undefined) config.max_activation_frequency = max;
  if (min !== undefined && max !== undefined && min > max) {
    errors['min_activation_frequency'] = 'Above the upper bound.';
  }
}

function share(text: string, field: string, errors: FieldErrors): number | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  errors[field] = 'A share of tokens from 0 to 1, for example 0.001.';
  return undefined;
}

function addNumbers(draft: Draft, config: ExportConfig, errors: FieldErrors): void {
  for (const name of NUMBER_FIELD_NAMES) {
    if (!draft.switches[OWNER[name]]) continue;
    const { min, max } = NUMBER_FIELDS[name];
    const text = draft.numbers[name].trim();
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      errors[name] =
        name === 'seed' ? 'A whole number, 0 or above.' : `A whole number from ${min} to ${max}.`;
    } else if (name === 'example_window' && value > 0 && value < 8) {
      errors[name] = '0 for the whole prompt, or 8 to 1024.';
    } else {
      config[name] = value;
    }
  }
}

/** The names an export will have: what was typed, else what the SAE suggests. */
export function effectiveNames(draft: Draft, sae: Sae) {
  const modelId = draft.names.model_id.trim() || sae.neuronpedia_model_id || '';
  const sourceSet = draft.names.source_set.trim() || sae.source_set || '';
  return { modelId, sourceSet, release: draft.names.release.trim() || sourceSet };
}

function addNames(draft: Draft, sae: Sae, config: ExportConfig, errors: FieldErrors): void {
  const { modelId, sourceSet, release } = effectiveNames(draft, sae);
  note(
    errors,
    'neuronpedia.model_id',
    modelId === '' ? 'Nothing fits this model’s name: give an id.' : modelIdRule(modelId),
  );
  note(errors, 'neuronpedia.source_set', sourceSetRule(sourceSet));
  if (!errors['neuronpedia.source_set'] || draft.names.release.trim() !== '') {
    note(errors, 'neuronpedia.release', releaseRule(modelId)(release));
  }
  const names: NeuronpediaNames = {};
  for (const field of NAME_FIELDS) {
    const text = draft.names[field].trim();
    if (text === '') continue;
    if (field === 'urls') names.urls = text.split(/\s+/);
    else names[field] = text;
  }
  for (const url of names.urls ?? []) {
    if (!/^https?:\/\/\S+$/.test(url)) {
      errors['neuronpedia.urls'] = `“${url}” does not begin with http:// or https://.`;
    }
  }
  if (Object.keys(names).length > 0) config.neuronpedia = names;
}

function note(errors: FieldErrors, field: string, message: string | undefined): void {
  if (message !== undefined) errors[field] = message;
}

/** The form field that a problem's place belongs to: `config.feature_ranges[2]` → `feature_ranges`. */
export function fieldOf(where: string): string {
  const field = where.replace(/^config\./, '').replace(/\[\d+\].*$/, '');
  return field === 'feature_indices' ? 'feature_ranges' : field;
}
