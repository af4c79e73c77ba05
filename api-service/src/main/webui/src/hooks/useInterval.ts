import { useEffect, useEffectEvent } from 'react';

/** Calls `action` every `ms` milliseconds while the page is visible; not at all when `ms` is undefined. */
export function useInterval(ms: number | undefined, action: () => void): void {
  const tick = useEffectEvent(action);
  useEffect(() => {
    if (ms === undefined) return;
    const timer = setInterval(() => {
      if (!document.hidden) tick();
    }, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
