import { memo } from 'react';
import type { Example } from '../../api/types';
import { CopyButton } from '../../components/CopyButton';
import { formatFixed } from '../../lib/format';
import { snippetOf } from './exampleGroups';
import styles from './ExampleRow.module.css';
import { TokenRun } from './TokenRun';
import { visibleToken } from './tokens';

interface ExampleRowProps {
  example: Example;
  maxActivation: number;
  whole: boolean;
  lineBreaks: boolean;
  values: boolean;
}

/** One text with the feature's activation on each token; memoised because a hover re-renders the list. */
export const ExampleRow = memo(function ExampleRow(props: ExampleRowProps) {
  const { example, maxActivation, whole, lineBreaks, values } = props;
  const range = whole ? { from: 0, to: example.tokens.length } : snippetOf(example);
  return (
    <li className={styles['row']}>
      <div className={`${styles['value']} num`}>
        <span className="visually-hidden">
          Activation on {visibleToken(example.token)}, prompt {example.prompt_index}, position{' '}
          {example.position}:{' '}
        </span>
        <span title={`prompt ${example.prompt_index}, position ${example.position}`}>
          {formatFixed(example.max_value)}
        </span>
      </div>
      <TokenRun
        example={example}
        from={range.from}
        to={range.to}
        maxActivation={maxActivation}
        lineBreaks={lineBreaks}
        values={values}
      />
      <div className={styles['copy']}>
        <CopyButton text={example.tokens.slice(range.from, range.to).join('')} iconOnly />
      </div>
    </li>
  );
});
