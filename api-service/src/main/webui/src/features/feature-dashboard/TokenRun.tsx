import { Fragment } from 'react';
import type { Example } from '../../api/types';
import { formatFixed } from '../../lib/format';
import { isWord, runningToken } from './tokens';
import styles from './TokenRun.module.css';

interface TokenRunProps {
  example: Example;
  from: number;
  to: number;
  maxActivation: number;
  lineBreaks: boolean;
  values: boolean;
}

/** From a visible 0.12 for the weakest activation to 1 for the feature's strongest. */
export function shade(value: number, maxActivation: number): number {
  if (!(value > 0) || !(maxActivation > 0)) return 0;
  return 0.12 + 0.88 * Math.min(value / maxActivation, 1);
}

/** Tokens as running text, each shaded by its activation. The tooltip reads the data attributes. */
export function TokenRun({ example, from, to, maxActivation, lineBreaks, values }: TokenRunProps) {
  const { tokens, values: activations, token_ids: ids, max_index: maxIndex } = example;
  const start = example.window_start ?? 0;
  return (
    <p className={styles['text']}>
      {from > 0 && <span className={styles['cut']}>…</span>}
      {tokens.slice(from, to).map((token, offset) => {
        const i = from + offset;
        const value = activations[i] ?? 0;
        const text = runningToken(token, lineBreaks);
        // Without a shade it does not show that the space before a word stays on the line above.
        const word = value > 0 && isWord(text);
        const look = [i === maxIndex && styles['strongest'], word && styles['word']];
        return (
          <Fragment key={i}>
            {word && <wbr />}
            <span
              data-token={token}
              data-id={ids[i]}
              data-value={value}
              data-position={start + i}
              className={look.filter(Boolean).join(' ') || undefined}
              style={
                value > 0
                  ? {
                      backgroundColor: `rgb(var(--activation-rgb) / ${shade(value, maxActivation).toFixed(3)})`,
                    }
                  : undefined
              }
            >
              {text}
              {values && value > 0 && <sub className={styles['value']}>{formatFixed(value)}</sub>}
            </span>
          </Fragment>
        );
      })}
      {to < tokens.length && <span className={styles['cut']}> …</span>}
    </p>
  );
}
