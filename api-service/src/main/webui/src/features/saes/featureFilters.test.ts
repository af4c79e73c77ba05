import { describe, expect, it } from 'vitest';
import { nextSort, parseSort, readFilters, toQuery, writeFilters } from './featureFilters';

describe('filters', () => {
  it('survive the way through the address', () => {
    const params = new URLSearchParams(
      'search=love&category=Emotion&min=0.001&max=0.5&activity=active&sort=-max_activation',
    );
    expect(writeFilters(readFilters(params)).toString()).toBe(params.toString());
  });

  it('become a query of the API, without what is not a number', () => {
    const filters = readFilters(new URLSearchParams('search=+love&min=0.001&max=x&activity=dead'));
    expect(toQuery(filters)).toEqual({
      search: 'love',
      min_frequency: 0.001,
      has_activations: false,
      sort: 'feature_index',
    });
  });
});

describe('sorting', () => {
  it('starts with the largest numbers and turns round at the second press', () => {
    const first = nextSort(parseSort(null), 'activation_frequency');
    expect(first).toEqual({ column: 'activation_frequency', descending: true });
    expect(nextSort(first, 'activation_frequency').descending).toBe(false);
    expect(nextSort(first, 'label').descending).toBe(false);
  });

  it('falls back to the index for a column that does not exist', () => {
    expect(parseSort('-nonsense')).toEqual({ column: 'feature_index', descending: false });
  });
});
