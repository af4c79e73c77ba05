import { describe, expect, it } from 'vitest';
import { anSae } from '../../testing/fixtures';
import { INITIAL_DRAFT, type Draft } from './draft';
import { fromConfig } from './fromConfig';
import { fieldOf, toConfig } from './toConfig';

const draft = (change: Partial<Draft> = {}): Draft => ({
  ...structuredClone(INITIAL_DRAFT),
  ...change,
});
const numbers = (change: Partial<Draft['numbers']>) => ({ ...INITIAL_DRAFT.numbers, ...change });
const names = (change: Partial<Draft['names']>) => ({ ...INITIAL_DRAFT.names, ...change });

describe('toConfig', () => {
  it('sends the defaults of the form without an error', () => {
    const { config, errors } = toConfig(draft(), anSae());
    expect(errors).toEqual({});
    expect(config).toMatchObject({
      feature_selection: 'all',
      include_logit_lens: true,
      logit_lens_k: 20,
      histogram_bins: 50,
      example_window: 0,
      definitions: 'exact',
    });
    expect(config.neuronpedia).toBeUndefined();
  });

  it('splits a custom selection into indices and ranges, without frequencies', () => {
    const { config, errors } = toConfig(
      draft({ selection: 'custom', ranges: '0-99, 512', minFrequency: '0.5' }),
      anSae(),
    );
    expect(errors).toEqual({});
    expect(config.feature_indices).toEqual([512]);
    expect(config.feature_ranges).toEqual(['0-99']);
    expect(config.min_activation_frequency).toBeUndefined();
  });

  it('says everything that is wrong at once, by the names of the API', () => {
    const { errors } = toConfig(
      draft({
        minFrequency: '2',
        maxFrequency: 'x',
        numbers: numbers({
          logit_lens_k: '0',
          histogram_bins: '9',
          example_window: '7',
          seed: '-1',
        }),
        names: names({ model_id: 'GPT', source_set: 'neurons', urls: 'ftp://x' }),
      }),
      anSae(),
    );
    expect(Object.keys(errors).sort()).toEqual([
      'example_window',
      'histogram_bins',
      'logit_lens_k',
      'max_activation_frequency',
      'min_activation_frequency',
      'neuronpedia.model_id',
      'neuronpedia.source_set',
      'neuronpedia.urls',
      'seed',
    ]);
  });

  it('neither checks nor sends the parameters of what is switched off', () => {
    const { config, errors } = toConfig(
      draft({
        switches: { ...INITIAL_DRAFT.switches, include_examples: false },
        numbers: numbers({ examples_per_feature: 'many' }),
      }),
      anSae(),
    );
    expect(errors).toEqual({});
    expect(config.include_examples).toBe(false);
    expect(config.examples_per_feature).toBeUndefined();
  });

  it('asks for a model id where none can be derived', () => {
    const { neuronpedia_model_id: _, ...sae } = anSae();
    expect(toConfig(draft(), sae).errors['neuronpedia.model_id']).toContain('give an id');
  });

  it('refuses a lower bound above the upper one', () => {
    const { errors } = toConfig(draft({ minFrequency: '0.2', maxFrequency: '0.1' }), anSae());
    expect(errors['min_activation_frequency']).toContain('upper bound');
  });
});

describe('fromConfig', () => {
  it('is the way back from a config to the form that sent it', () => {
    const before = draft({
      selection: 'custom',
      ranges: '0-99, 512',
      histogramScale: 'log',
      names: names({ release: 'my-release', urls: 'https://a.example https://b.example' }),
    });
    expect(fromConfig(toConfig(before, anSae()).config)).toEqual(before);
  });
});

describe('fieldOf', () => {
  it.each([
    ['config.feature_ranges[2]', 'feature_ranges'],
    ['feature_indices[0]', 'feature_ranges'],
    ['neuronpedia.model_id', 'neuronpedia.model_id'],
  ])('finds the field of %s', (where, field) => {
    expect(fieldOf(where)).toBe(field);
  });
});
