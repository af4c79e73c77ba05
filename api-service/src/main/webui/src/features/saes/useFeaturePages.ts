import { useCallback, useEffect, useRef, useState } from 'react';
import { asApiError, type ApiError } from '../../api/errors';
import { listFeatures, type FeatureQuery } from '../../api/saes';
import type { FeatureRow } from '../../api/types';
import { useConnection } from '../../stores/connection';

export const PAGE_SIZE = 100;

interface Loaded {
  key: string;
  total: number;
  pages: ReadonlyMap<number, FeatureRow[]>;
}

const NOTHING: Loaded = { key: '', total: 0, pages: new Map() };

export interface FeaturePages {
  /** Undefined until the first page is there. */
  total: number | undefined;
  row: (index: number) => FeatureRow | undefined;
  /** Loads the pages of these rows that are not there yet. */
  need: (first: number, last: number) => void;
  /** Of the rows seen so far, each once. */
  categories: string[];
  error: ApiError | undefined;
  reload: () => void;
}

/** The rows of a long list, page by page as they scroll into view. */
export function useFeaturePages(saeId: string, query: FeatureQuery): FeaturePages {
  const epoch = useConnection((state) => state.epoch);
  const [version, setVersion] = useState(0);
  const [loaded, setLoaded] = useState(NOTHING);
  const [failed, setFailed] = useState<{ key: string; error: ApiError }>();
  const asked = useRef(new Set<number>());
  const abort = useRef(new AbortController());
  const queryText = JSON.stringify(query);
  const key = `${saeId} ${queryText} ${version} ${epoch}`;

  const loadPage = useCallback(
    async (page: number, forKey: string) => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      const { signal } = abort.current;
      try {
        const parsed = JSON.parse(queryText) as FeatureQuery;
        const answer = await listFeatures(saeId, parsed, page, PAGE_SIZE, signal);
        if (signal.aborted) return;
        setLoaded((before) => {
          const pages = new Map(before.key === forKey ? before.pages : []);
          pages.set(page, answer.items);
          return { key: forKey, total: answer.total, pages };
        });
      } catch (error) {
        if (signal.aborted) return;
        asked.current.delete(page);
        setFailed({ key: forKey, error: asApiError(error) });
      }
    },
    [saeId, queryText],
  );

  useEffect(() => {
    const controller = new AbortController();
    abort.current = controller;
    asked.current = new Set();
    void loadPage(0, key);
    return () => controller.abort();
  }, [key, loadPage]);

  const need = useCallback(
    (first: number, last: number) => {
      const lastPage = Math.floor(last / PAGE_SIZE);
      for (let page = Math.floor(first / PAGE_SIZE); page <= lastPage; page += 1) {
        void loadPage(page, key);
      }
    },
    [key, loadPage],
  );

  const rows = [...loaded.pages.values()].flat();
  const categories = [...new Set(rows.flatMap((row) => row.category ?? []))].sort();

  return {
    categories,
    // While a changed filter loads, the rows before stay.
    total: loaded.key === '' ? undefined : loaded.total,
    row: (index) => loaded.pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
    need,
    error: failed?.key === key ? failed.error : undefined,
    reload: () => setVersion((before) => before + 1),
  };
}
