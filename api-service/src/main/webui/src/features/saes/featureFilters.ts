import type { FeatureQuery } from '../../api/saes';

export const SORT_COLUMNS = {
  feature_index: 'Feature',
  label: 'Label',
  activation_frequency: 'Density',
  max_activation: 'Max',
  activation_count: 'Tokens',
} as const;

export type SortColumn = keyof typeof SORT_COLUMNS;

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

export interface Filters {
  search: string;
  category: string;
  minFrequency: string;
  maxFrequency: string;
  activity: 'any' | 'active' | 'dead';
  sort: Sort;
}

const BY_INDEX: Sort = { column: 'feature_index', descending: false };

const isColumn = (text: string): text is SortColumn => Object.hasOwn(SORT_COLUMNS, text);

/** `-activation_frequency` is descending. */
export function parseSort(text: string | null): Sort {
  const descending = text?.startsWith('-') ?? false;
  const column = text?.replace(/^-/, '') ?? '';
  return isColumn(column) ? { column, descending } : BY_INDEX;
}

export const formatSort = (sort: Sort) => `${sort.descending ? '-' : ''}${sort.column}`;

/** Numbers start with the largest, names and indices with the first; a second press turns round. */
export function nextSort(current: Sort, column: SortColumn): Sort {
  if (current.column === column) return { column, descending: !current.descending };
  return { column, descending: column !== 'feature_index' && column !== 'label' };
}

/** The filters live in the address, so that a reload and a shared link show the same rows. */
export function readFilters(params: URLSearchParams): Filters {
  const activity = params.get('activity');
  return {
    search: params.get('search') ?? '',
    category: params.get('category') ?? '',
    minFrequency: params.get('min') ?? '',
    maxFrequency: params.get('max') ?? '',
    activity: activity === 'active' || activity === 'dead' ? activity : 'any',
    sort: parseSort(params.get('sort')),
  };
}

export function writeFilters(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string, ifNot = '') => {
    if (value !== ifNot) params.set(name, value);
  };
  set('search', filters.search);
  set('category', filters.category);
  set('min', filters.minFrequency);
  set('max', filters.maxFrequency);
  set('activity', filters.activity, 'any');
  set('sort', formatSort(filters.sort), 'feature_index');
  return params;
}

export function isFrequency(text: string): boolean {
  const value = Number(text);
  return text.trim() === '' || (value >= 0 && value <= 1);
}

function frequency(text: string): number | undefined {
  return text.trim() === '' || !isFrequency(text) ? undefined : Number(text);
}

export function toQuery(filters: Filters): FeatureQuery {
  const min = frequency(filters.minFrequency);
  const max = frequency(filters.maxFrequency);
  return {
    ...(filters.search.trim() && { search: filters.search.trim() }),
    ...(filters.category && { category: filters.category }),
    ...(min !== undefined && { min_frequency: min }),
    ...(max !== undefined && { max_frequency: max }),
    ...(filters.activity !== 'any' && { has_activations: filters.activity === 'active' }),
    sort: formatSort(filters.sort),
  };
}

export const isFiltered = (filters: Filters) =>
  [...writeFilters(filters).keys()].some((name) => name !== 'sort');
