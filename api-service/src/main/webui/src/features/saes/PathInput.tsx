import { useId, useState, type KeyboardEvent } from 'react';
import { completePath } from '../../api/saes';
import type { FieldControl } from '../../components/Field';
import { useDebounced } from '../../hooks/useDebounced';
import { useQuery } from '../../hooks/useQuery';
import { formatBytes } from '../../lib/format';
import styles from './PathInput.module.css';

interface PathInputProps {
  control: FieldControl;
  value: string;
  onChange: (value: string) => void;
}

/** A path with completion below the data folder: arrows choose, Enter takes, a folder opens the next level. */
export function PathInput({ control, value, onChange }: PathInputProps) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const prefix = useDebounced(value, 120);
  // Completion is a help only: without it the path is typed by hand and checked at registration.
  const { data } = useQuery(`files?${open}?${prefix}`, async (signal) =>
    open ? (await completePath(prefix, signal)).items : [],
  );
  const options = open ? (data ?? []) : [];

  const take = (index: number) => {
    const option = options[index];
    if (!option) return;
    onChange(option.directory ? `${option.path}/` : option.path);
    setActive(-1);
    setOpen(option.directory);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const count = options.length;
      if (count > 0)
        setActive((before) => (before + step + count + (before < 0 && step < 0 ? 1 : 0)) % count);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    }
  };

  const expanded = options.length > 0;
  return (
    <div className={styles['box']}>
      <input
        {...control}
        type="text"
        role="combobox"
        className={styles['input']}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={expanded}
        aria-controls={expanded ? listId : undefined}
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {expanded && (
        <ul id={listId} role="listbox" aria-label="Matching paths" className={styles['list']}>
          {options.map((option, index) => (
            <li
              key={option.path}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              // The input keeps the focus, so that typing goes on after a choice.
              onMouseDown={(event) => {
                event.preventDefault();
                take(index);
              }}
            >
              <span>
                {option.path}
                {option.directory ? '/' : ''}
              </span>
              {option.size !== undefined && <small>{formatBytes(option.size)}</small>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
