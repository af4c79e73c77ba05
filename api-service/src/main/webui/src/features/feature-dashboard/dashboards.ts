import { getDashboard } from '../../api/saes';
import type { Dashboard } from '../../api/types';

const KEPT = 40;
const kept = new Map<string, Promise<Dashboard>>();

/** A dashboard, from the last few seen or on their way; a failed one is asked for again. */
export function loadDashboard(saeId: string, index: number): Promise<Dashboard> {
  const key = `${saeId}/${index}`;
  const before = kept.get(key);
  if (before) return before;
  const promise = getDashboard(saeId, index);
  kept.set(key, promise);
  promise.catch(() => kept.delete(key));
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
  return promise;
}

export function forgetDashboard(saeId: string, index: number): void {
  kept.delete(`${saeId}/${index}`);
}

export function forgetAllDashboards(): void {
  kept.clear();
}
