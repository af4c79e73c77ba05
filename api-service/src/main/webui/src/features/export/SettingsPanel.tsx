import type { ExportConfig } from '../../api/types';
import { Facts, type Fact } from '../../components/Facts';
import styles from './SettingsPanel.module.css';

function show(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const shown = value.slice(0, 20).join(', ');
    return value.length > 20 ? `${shown} and ${value.length - 20} more` : shown;
  }
  return String(value);
}

function flatten(config: object): Fact[] {
  return Object.entries(config).flatMap(([name, value]): Fact[] => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'object' && !Array.isArray(value)) return flatten(value as object);
    return [{ name: name.replaceAll('_', ' '), value: show(value) }];
  });
}

/** The config as it was sent. */
export function SettingsPanel({ config }: { config: ExportConfig }) {
  const facts = flatten(config);
  return (
    <details className={styles['settings']}>
      <summary>Settings of this export</summary>
      <Facts facts={facts} />
    </details>
  );
}
