import { formatInteger } from '../lib/format';
import { Button } from './Button';
import styles from './Pager.module.css';

interface PagerProps {
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}

export function Pager({ page, size, total, onPage }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return null;
  const first = page * size + 1;
  const last = Math.min(total, first + size - 1);
  return (
    <nav className={styles['pager']} aria-label="Pages">
      <Button small disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <span className="num" aria-live="polite">
        {formatInteger(first)}–{formatInteger(last)} of {formatInteger(total)}
      </span>
      <Button small disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  );
}
