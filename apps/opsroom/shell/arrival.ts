import { useEffect, useRef } from 'preact/hooks';
import type { Route } from '../addresses.js';

/** Names the page to the browser. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** Begins each page at its top, with the keyboard too: where that was may be gone with the page before. */
export function useArrival(address: Route, arrived: () => void): void {
  const isFirst = useRef(true);
  useEffect(() => {
    arrived();
    window.scrollTo(0, 0);
    if (!isFirst.current) document.getElementById('main')?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [address.page, 'id' in address ? address.id : '']);
}
