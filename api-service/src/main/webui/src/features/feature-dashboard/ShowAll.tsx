import { Button } from '../../components/Button';
import styles from './ShowAll.module.css';

interface ShowAllProps {
  count: number;
  /** Of what, for those who do not see the table above. */
  what: string;
  all: boolean;
  onChange: (all: boolean) => void;
}

/** Opens and closes the rest of a table. */
export function ShowAll({ count, what, all, onChange }: ShowAllProps) {
  return (
    <div className={styles['place']}>
      <Button kind="quiet" small aria-expanded={all} onClick={() => onChange(!all)}>
        {all ? 'Show fewer' : `Show all ${count}`}
        <span className="visually-hidden"> {what}</span>
      </Button>
    </div>
  );
}
