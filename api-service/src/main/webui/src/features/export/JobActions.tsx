import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { asApiError, type ApiError } from '../../api/errors';
import { cancelJob, deleteJob, downloadUrl, retryJob } from '../../api/exports';
import type { Job, JobStatus } from '../../api/types';
import { Button, LinkButton } from '../../components/Button';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { Dialog } from '../../components/Dialog';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Icon } from '../../components/Icon';
import { useJobEvents } from '../../stores/jobEvents';

type Action = 'cancel' | 'retry' | 'delete' | 'download' | 'again';

/** A status without its actions does not compile. */
const ACTIONS: Record<JobStatus, Action[]> = {
  pending: ['cancel'],
  computing: ['cancel'],
  packaging: ['cancel'],
  completed: ['delete', 'again', 'download'],
  failed: ['delete', 'again', 'retry'],
  cancelled: ['delete', 'again', 'retry'],
};

/** What only a job with an archive has. */
const OF_EXPORTS: Action[] = ['again', 'download'];

interface JobActionsProps {
  job: Job;
  onChanged: () => void;
  /** In a list: small buttons that name their job, and staying on the page after a removal. */
  inList?: boolean;
}

export function JobActions({ job, onChanged, inList = false }: JobActionsProps) {
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<'cancel' | 'delete'>();
  const [error, setError] = useState<ApiError>();
  const close = () => setAsked(undefined);
  const named = (word: string) => (inList ? `${word} export of ${job.sae_name}` : undefined);

  const retry = async () => {
    try {
      await retryJob(job.id);
      useJobEvents.getState().forget(job.id);
      onChanged();
    } catch (failure) {
      setError(asApiError(failure));
    }
  };
  const remove = async () => {
    await deleteJob(job.id);
    if (inList) onChanged();
    else navigate('/exports');
  };

  const buttons: Record<Action, ReactNode> = {
    cancel: (
      <Button
        key="c"
        kind="danger"
        small={inList}
        aria-label={named('Cancel')}
        onClick={() => setAsked('cancel')}
      >
        Cancel{inList ? '' : ' export'}…
      </Button>
    ),
    retry: (
      <Button
        key="r"
        kind={inList ? 'secondary' : 'primary'}
        small={inList}
        aria-label={named('Retry')}
        onClick={() => void retry()}
      >
        Retry
      </Button>
    ),
    delete: (
      <Button
        key="d"
        kind="quiet"
        small={inList}
        aria-label={named('Delete')}
        onClick={() => setAsked('delete')}
      >
        Delete…
      </Button>
    ),
    again: inList ? null : (
      <LinkButton key="a" href={`/saes/${job.sae_id}/export?from=${job.id}`}>
        Export again…
      </LinkButton>
    ),
    download: (
      <LinkButton
        key="l"
        kind={inList ? 'secondary' : 'primary'}
        small={inList}
        plain
        href={downloadUrl(job)}
        download
        aria-label={named('Download')}
      >
        <Icon name="download" />
        Download
      </LinkButton>
    ),
  };

  return (
    <>
      {ACTIONS[job.status]
        .filter((action) => job.kind === 'export' || !OF_EXPORTS.includes(action))
        .map((action) => buttons[action])}
      {asked === 'cancel' && (
        <ConfirmDialog
          title="Cancel this export?"
          confirm="Cancel the export"
          keep="Keep going"
          onConfirm={async () => {
            await cancelJob(job.id);
            onChanged();
          }}
          onClose={close}
        >
          <p>
            The workers stop within a second and partial output is removed. A retry later goes on
            from the shards that are finished.
          </p>
        </ConfirmDialog>
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title="Delete this export?"
          confirm="Delete it"
          keep="Keep it"
          onConfirm={remove}
          onClose={close}
        >
          <p>
            {job.status === 'completed'
              ? 'The archive and its entry in the history are removed. This cannot be undone.'
              : 'Its entry in the history and its finished shards are removed. This cannot be undone.'}
          </p>
        </ConfirmDialog>
      )}
      {error && (
        <Dialog title="This did not work" role="alertdialog" onClose={() => setError(undefined)}>
          <ErrorBanner error={error} />
        </Dialog>
      )}
    </>
  );
}
