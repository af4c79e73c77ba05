import { useEffect, useEffectEvent, useState } from 'react';
import { ApiError, asApiError } from '../api/errors';
import { useConnection } from '../stores/connection';

export interface Query<T> {
  /** The last answer; kept while the next one is on its way, also for another key. */
  data: T | undefined;
  error: ApiError | undefined;
  loading: boolean;
  /** True while `data` still belongs to another key. */
  stale: boolean;
  reload: () => void;
}

interface Answer<T> {
  key: string;
  data?: T;
  error?: ApiError;
}

/**
 * Loads what `key` names, again whenever the key changes, `reload` is called or the service comes
 * back. The loader must depend on nothing that is not in the key.
 */
export function useQuery<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Query<T> {
  const epoch = useConnection((state) => state.epoch);
  const [version, setVersion] = useState(0);
  const [answer, setAnswer] = useState<Answer<T>>();
  const [settled, setSettled] = useState('');
  const run = `${key}#${version}#${epoch}`;
  const loadNow = useEffectEvent(load);

  useEffect(() => {
    const controller = new AbortController();
    loadNow(controller.signal).then(
      (data) => {
        if (controller.signal.aborted) return;
        setAnswer({ key, data });
        setSettled(run);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setAnswer((before) => ({
          key,
          error: asApiError(error),
          ...(before?.key === key && before.data !== undefined ? { data: before.data } : {}),
        }));
        setSettled(run);
      },
    );
    return () => controller.abort();
  }, [key, run]);

  return {
    data: answer?.data,
    error: answer?.key === key ? answer.error : undefined,
    loading: settled !== run,
    stale: answer !== undefined && answer.key !== key,
    reload: () => setVersion((before) => before + 1),
  };
}
