import { useState } from 'react';
import type { TopToken } from '../../api/types';
import { Panel } from '../../components/Panel';
import { formatFixed, formatInteger } from '../../lib/format';
import { visibleToken } from './tokens';
import { ShowAll } from './ShowAll';
import styles from './TopTokens.module.css';

const FIRST = 10;

export function TopTokens({ tokens }: { tokens: TopToken[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? tokens : tokens.slice(0, FIRST);
  const largest = tokens[0]?.total_activation ?? 1;
  return (
    <Panel title="Top tokens" note="by total activation">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Token</th>
            <th scope="col">Count</th>
            <th scope="col">Mean</th>
            <th scope="col">Max</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((token) => (
            <tr key={token.token_id} title={`token ${token.token_id}`}>
              <td>
                <span
                  className={styles['bar']}
                  style={{ inlineSize: `${(token.total_activation / largest) * 100}%` }}
                />
                <span className={styles['token']}>{visibleToken(token.token)}</span>
              </td>
              <td className="num">{formatInteger(token.count)}</td>
              <td className="num">{formatFixed(token.mean_activation)}</td>
              <td className="num">{formatFixed(token.max_activation)}</td>
              <td className="num">{formatFixed(token.total_activation, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tokens.length > FIRST && (
        <ShowAll count={tokens.length} what="top tokens" all={all} onChange={setAll} />
      )}
    </Panel>
  );
}
