import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** Addresses that show the same page: its modal open or closed, or one feature or another. */
const samePage = (path: string) =>
  path.replace(/\/export$/, '').replace(/(\/features)\/\d+$/, '$1');

/**
 * What a browser does when a page is loaded: begins at the top, and with the focus at the content
 * when what was focused is gone.
 */
export function useNewPage(mainId: string): void {
  const [path] = useLocation();
  const page = samePage(path);
  const before = useRef(page);

  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    window.scrollTo(0, 0);
    if (document.activeElement === document.body) document.getElementById(mainId)?.focus();
  }, [page, mainId]);
}
