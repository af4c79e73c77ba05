import { CategoryFilter } from './CategoryFilter';
import { isFrequency, type Filters } from './featureFilters';
import styles from './FeatureFilters.module.css';

interface FeatureFiltersProps {
  filters: Filters;
  /** Suggestions: those of the rows seen so far. */
  categories: string[];
  onChange: (filters: Filters) => void;
}

export function FeatureFilters({ filters, categories, onChange }: FeatureFiltersProps) {
  const edit = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  return (
    <div role="search" className={styles['filters']}>
      <label className={styles['search']}>
        <span>Search</span>
        <input
          type="search"
          placeholder="Label, category or description"
          value={filters.search}
          onChange={(event) => edit({ search: event.target.value })}
        />
      </label>
      <CategoryFilter
        category={filters.category}
        categories={categories}
        onChange={(category) => edit({ category })}
      />
      <label>
        <span>Activity</span>
        <select
          value={filters.activity}
          onChange={(event) => edit({ activity: event.target.value as Filters['activity'] })}
        >
          <option value="any">All</option>
          <option value="active">Active</option>
          <option value="dead">Dead</option>
        </select>
      </label>
      <fieldset className={styles['density']}>
        <legend>Density</legend>
        <input
          type="text"
          inputMode="decimal"
          aria-label="Density from"
          placeholder="from 0"
          aria-invalid={!isFrequency(filters.minFrequency)}
          value={filters.minFrequency}
          onChange={(event) => edit({ minFrequency: event.target.value })}
        />
        <span aria-hidden="true">–</span>
        <input
          type="text"
          inputMode="decimal"
          aria-label="Density to"
          placeholder="to 1"
          aria-invalid={!isFrequency(filters.maxFrequency)}
          value={filters.maxFrequency}
          onChange={(event) => edit({ maxFrequency: event.target.value })}
        />
      </fieldset>
    </div>
  );
}
