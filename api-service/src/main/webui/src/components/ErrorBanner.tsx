import type { ReactNode } from 'react';
import type { ApiError } from '../api/errors';
import type { Problem } from '../api/types';
import { Banner } from './Banner';
import { Button } from './Button';
import { ProblemList } from './ProblemList';

interface ErrorBannerProps {
  error: ApiError;
  /** Those problems that are not shown at a field; all of them when absent. */
  problems?: Problem[];
  onRetry?: () => void;
  children?: ReactNode;
}

export function ErrorBanner({ error, problems, onRetry, children }: ErrorBannerProps) {
  const shown = problems ?? error.problems;
  return (
    <Banner
      kind="danger"
      title={error.heading}
      action={
        onRetry && (
          <Button small onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      {error.detail && error.problems.length === 0 && <p>{error.detail}</p>}
      {shown.length > 0 && <ProblemList problems={shown} />}
      {children}
    </Banner>
  );
}
