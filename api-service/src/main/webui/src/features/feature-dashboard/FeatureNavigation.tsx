import { useState, type FormEvent } from 'react';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import { formatInteger } from '../../lib/format';
import styles from './FeatureNavigation.module.css';

interface FeatureNavigationProps {
  index: number;
  /** Undefined while the SAE is not loaded. */
  last: number | undefined;
  onGo: (index: number) => void;
}

export function FeatureNavigation({ index, last, onGo }: FeatureNavigationProps) {
  const [text, setText] = useState('');
  const jump = (event: FormEvent) => {
    event.preventDefault();
    if (/^\d+$/.test(text.trim())) {
      onGo(Number(text));
      setText('');
    }
  };
  return (
    <nav className={styles['nav']} aria-label="Features">
      <Button
        disabled={index <= 0}
        onClick={() => onGo(index - 1)}
        title="Previous feature (left arrow or k)"
        aria-keyshortcuts="ArrowLeft k"
      >
        <Icon name="previous" />
        <span className={styles['word']}>Previous</span>
      </Button>
      <form onSubmit={jump} className={styles['jump']}>
        <input
          type="text"
          inputMode="numeric"
          aria-label={last === undefined ? 'Go to feature' : `Go to feature, 0 to ${last}`}
          placeholder={last === undefined ? 'Go to…' : `0 – ${formatInteger(last)}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      <Button
        disabled={last === undefined || index >= last}
        onClick={() => onGo(index + 1)}
        title="Next feature (right arrow or j)"
        aria-keyshortcuts="ArrowRight j"
      >
        <span className={styles['word']}>Next</span>
        <Icon name="next" />
      </Button>
    </nav>
  );
}
