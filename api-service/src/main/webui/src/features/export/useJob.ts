import { useEffect, useEffectEvent, useState } from 'react';
import { watchJob } from '../../api/events';
import { getJob } from '../../api/exports';
import type { Job } from '../../api/types';
import { useInterval } from '../../hooks/useInterval';
import { useQuery } from '../../hooks/useQuery';
import { isTerminal, useJobEvents, withEvent } from '../../stores/jobEvents';

/** The row also tells about shards, and keeps the page right when no event comes through. */
const POLL_MS = 2_000;

/** A job from its row and its events together; a reload of the page starts from the row again. */
export function useJob(jobId: string) {
  const query = useQuery(`job/${jobId}`, (signal) => getJob(jobId, signal));
  const event = useJobEvents((state) => state.latest[jobId]);
  const [connected, setConnected] = useState<boolean>();
  const ended = query.data !== undefined && isTerminal(query.data.status);
  const running = query.data !== undefined && !ended;
  const reload = useEffectEvent(query.reload);

  useEffect(() => {
    if (!running) return;
    return watchJob(jobId, {
      onEvent: (next) => {
        useJobEvents.getState().apply(next);
        // Size, checksum and the error's details stand in the row only.
        if (isTerminal(next.status)) reload();
      },
      onConnection: (now) => {
        setConnected(now);
        // Whether the service is gone or only the socket is told by the next answer: at once.
        if (!now) reload();
      },
    });
  }, [jobId, running]);

  useInterval(ended || query.error?.status === 404 ? undefined : POLL_MS, query.reload);

  const job: Job | undefined = query.data && withEvent(query.data, event);
  return { job, connected: ended || connected !== false, error: query.error, reload: query.reload };
}
