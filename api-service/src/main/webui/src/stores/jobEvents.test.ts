import { beforeEach, describe, expect, it } from 'vitest';
import type { JobEvent } from '../api/types';
import { aJob } from '../testing/fixtures';
import { useJobEvents, withEvent } from './jobEvents';

const event = (seq: number, change: Partial<JobEvent> = {}): JobEvent => ({
  type: 'progress',
  job_id: 'a',
  seq,
  status: 'computing',
  stage: 'computing',
  progress: seq / 10,
  features_done: seq,
  feature_count: 10,
  ...change,
});

beforeEach(() => useJobEvents.setState({ latest: {} }));

describe('useJobEvents', () => {
  it('keeps the newest event of each job, in whatever order they arrive', () => {
    const { apply } = useJobEvents.getState();
    for (const seq of [3, 1, 5, 4]) apply(event(seq));
    apply(event(2, { job_id: 'b' }));
    const { latest } = useJobEvents.getState();
    expect(latest['a']?.seq).toBe(5);
    expect(latest['b']?.seq).toBe(2);
  });

  it('forgets a job that starts again', () => {
    const { apply, forget } = useJobEvents.getState();
    apply(event(9));
    forget('a');
    expect(useJobEvents.getState().latest).toEqual({});
  });
});

describe('withEvent', () => {
  it('takes status, progress and speed from the event', () => {
    const job = withEvent(aJob(), event(7, { features_per_second: 3, stage: 'packaging' }));
    expect(job).toMatchObject({ progress: 0.7, stage: 'packaging', features_per_second: 3 });
  });

  it('never takes a job back from its end', () => {
    const done = aJob({ status: 'completed', progress: 1 });
    expect(withEvent(done, event(7))).toBe(done);
  });

  it('has the reason of a failure from the event, until the row tells more', () => {
    const failed = event(7, { status: 'failed', type: 'failed', message: 'tensor W_dec: NaN' });
    expect(withEvent(aJob(), failed).error_message).toBe('tensor W_dec: NaN');
  });

  it('drops a speed that is no longer known', () => {
    const job = withEvent(aJob({ features_per_second: 100, eta_seconds: 4 }), event(7));
    expect(job.features_per_second).toBeUndefined();
    expect(job.eta_seconds).toBeUndefined();
  });
});
