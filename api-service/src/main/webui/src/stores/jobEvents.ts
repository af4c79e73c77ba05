import { create } from 'zustand';
import type { Job, JobEvent, JobStatus } from '../api/types';

/** A status without an entry does not compile. */
const TERMINAL: Record<JobStatus, boolean> = {
  pending: false,
  computing: false,
  packaging: false,
  completed: true,
  failed: true,
  cancelled: true,
};

export const isTerminal = (status: JobStatus) => TERMINAL[status];

interface JobEvents {
  /** The newest event of each job that was seen. */
  latest: Record<string, JobEvent>;
  apply: (event: JobEvent) => void;
  forget: (jobId: string) => void;
}

/** Events may arrive twice or late: only one with a higher number changes anything. */
export const useJobEvents = create<JobEvents>()((set, get) => ({
  latest: {},
  apply: (event) => {
    const before = get().latest[event.job_id];
    if (before && before.seq > event.seq) return;
    set((state) => ({ latest: { ...state.latest, [event.job_id]: event } }));
  },
  forget: (jobId) =>
    set((state) => {
      const { [jobId]: _, ...rest } = state.latest;
      return { latest: rest };
    }),
}));

/**
 * The job as its row says, brought up to date by a newer event. A row that has ended is never
 * overwritten: the event before its end may arrive after it.
 */
export function withEvent(job: Job, event: JobEvent | undefined): Job {
  if (!event || isTerminal(job.status)) return job;
  const { features_per_second: _rate, eta_seconds: _eta, ...row } = job;
  return {
    ...row,
    status: event.status,
    stage: event.stage,
    progress: event.progress,
    features_done: event.features_done,
    feature_count: event.feature_count,
    // Until the row with all of it is there.
    ...(event.status === 'failed' && event.message && { error_message: event.message }),
    ...(event.features_per_second !== undefined && {
      features_per_second: event.features_per_second,
    }),
    ...(event.eta_seconds !== undefined && { eta_seconds: event.eta_seconds }),
  };
}
