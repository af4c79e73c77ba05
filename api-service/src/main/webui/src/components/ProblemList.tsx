import type { Problem } from '../api/types';
import styles from './ProblemList.module.css';

/** Every problem with the place where it was found, as the API says it. */
export function ProblemList({ problems }: { problems: Problem[] }) {
  return (
    <ul className={styles['list']}>
      {problems.map((problem, index) => (
        <li key={index}>
          {(problem.file || problem.where) && (
            <p className={styles['place']}>
              {problem.file && <code>{problem.file}</code>}
              {problem.file && problem.where && ' · '}
              {problem.where && <code>{problem.where}</code>}
            </p>
          )}
          <p>{problem.message}</p>
        </li>
      ))}
    </ul>
  );
}
