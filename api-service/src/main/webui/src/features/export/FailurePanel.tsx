import { Link } from 'wouter';
import { headingFor } from '../../api/errors';
import type { Job } from '../../api/types';
import { Banner } from '../../components/Banner';
import { ProblemList } from '../../components/ProblemList';

export function FailurePanel({ job }: { job: Job }) {
  const problems = job.error_details ?? [];
  return (
    <Banner kind="danger" title={headingFor(job.error_code, 'This export failed')}>
      {problems.length > 0 ? <ProblemList problems={problems} /> : <p>{job.error_message}</p>}
      {job.error_code && (
        <p>
          <small>
            Code <code>{job.error_code}</code>. Nothing partial was kept;{' '}
            {job.error_code === 'input_changed' ? (
              <>
                a retry finds the same. <Link href="/saes/new">Register the SAE again</Link>, or put
                the file back that was registered and retry.
              </>
            ) : (
              'a retry goes on from the finished shards.'
            )}
          </small>
        </p>
      )}
    </Banner>
  );
}
