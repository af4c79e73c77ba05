import { useId, useState } from 'react';
import styles from './FeatureFilters.module.css';

interface CategoryFilterProps {
  category: string;
  categories: string[];
  onChange: (category: string) => void;
}

/** A category is met exactly, so it counts once it is chosen or typed to its end. */
export function CategoryFilter({ category, categories, onChange }: CategoryFilterProps) {
  const listId = useId();
  const [text, setText] = useState(category);
  const [shown, setShown] = useState(category);
  if (category !== shown) {
    // Changed from outside: cleared, or by the address.
    setShown(category);
    setText(category);
  }
  const commit = (value: string) => {
    if (value.trim() !== category) onChange(value.trim());
  };
  return (
    <label className={styles['category']}>
      <span>Category</span>
      <input
        type="text"
        placeholder="Any"
        list={listId}
        value={text}
        onChange={(event) => {
          const { value } = event.target;
          setText(value);
          if (value === '' || categories.includes(value)) commit(value);
        }}
        onBlur={() => commit(text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(text);
        }}
      />
      <datalist id={listId}>
        {categories.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  );
}
