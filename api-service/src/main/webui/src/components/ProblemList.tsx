import { Fragment } from 'react';
import type { Problem } from '../api/types';
import styles from './ProblemList.module.css';

interface ProblemListProps {
  problems: Problem[];
  /** The file that they stand beside: it is not named again. */
  beside?: string;
}

/** Every problem with the place where it was found, as the API says it. */
export function ProblemList({ problems, beside }: ProblemListProps) {
  return (
    <ul className={styles['list']}>
      {problems.map(({ file, where, message }, index) => {
        const place = [file === beside ? undefined : file, where].filter(
          (part) => part !== undefined && part !== '',
        );
        return (
          <li key={index}>
            {place.length > 0 && (
              <p className={styles['place']}>
                {place.map((part, i) => (
                  <Fragment key={part}>
                    {i > 0 && ' · '}
                    <code>{part}</code>
                  </Fragment>
                ))}
              </p>
            )}
            <p>{message}</p>
          </li>
        );
      })}
    </ul>
  );
}
