import type { Sae } from '../../api/types';
import styles from './ModelAndHook.module.css';

/** Where the SAE reads from; the hook goes to a line of its own rather than being cut. */
export function ModelAndHook({ sae }: { sae: Sae }) {
  return (
    <span className={styles['where']}>
      <span>{sae.model_name ?? 'unnamed model'}</span>
      {sae.hook_name && <code>{sae.hook_name}</code>}
    </span>
  );
}
