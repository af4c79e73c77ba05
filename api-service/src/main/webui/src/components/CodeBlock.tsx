import styles from './CodeBlock.module.css';
import { CopyButton } from './CopyButton';

/** Commands ready to paste. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className={styles['block']}>
      <figcaption>
        <span>{label}</span>
        <CopyButton text={code} label="Copy" />
      </figcaption>
      <pre tabIndex={0} aria-label={label}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
