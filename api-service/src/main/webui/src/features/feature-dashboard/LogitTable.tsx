import { useState } from 'react';
import type { LogitToken } from '../../api/types';
import { Panel } from '../../components/Panel';
import { formatFixed } from '../../lib/format';
import styles from './LogitTable.module.css';
import { ShowAll } from './ShowAll';
import { visibleToken } from './tokens';

const FIRST = 10;

interface LogitTableProps {
  title: string;
  sign: 'negative' | 'positive';
  rows: LogitToken[];
}

/** The tokens that the feature's direction makes least or most likely, strongest first. */
export function LogitTable({ title, sign, rows }: LogitTableProps) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <Panel title={title}>
      <table className={`${styles['table']} ${styles[sign]}`}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Token</th>
            <th scope="col">Logit</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.token_id} title={`token ${row.token_id}: ${row.value}`}>
              <td>
                <span className={styles['token']}>{visibleToken(row.token)}</span>
              </td>
              <td className="num">{formatFixed(row.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FIRST && (
        <ShowAll count={rows.length} what={title.toLowerCase()} all={all} onChange={setAll} />
      )}
    </Panel>
  );
}
