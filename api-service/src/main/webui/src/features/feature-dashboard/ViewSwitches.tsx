import styles from './ViewSwitches.module.css';
import { useViewOptions, type ViewOptions } from './viewOptions';

const SWITCHES: { name: keyof ViewOptions; label: string }[] = [
  { name: 'whole', label: 'Whole prompt' },
  { name: 'lineBreaks', label: 'Line breaks' },
  { name: 'values', label: 'Values' },
];

export function ViewSwitches() {
  const options = useViewOptions();
  return (
    <div className={styles['switches']}>
      {SWITCHES.map(({ name, label }) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={options[name]}
            onChange={(event) => options.set({ [name]: event.target.checked })}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
