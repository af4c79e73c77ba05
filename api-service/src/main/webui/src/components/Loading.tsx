import styles from './Loading.module.css';

/** Shown only when loading lasts: a quick answer never flashes it. */
export function Loading({ what }: { what: string }) {
  return (
    <p className={styles['loading']} role="status">
      Loading {what}…
    </p>
  );
}
