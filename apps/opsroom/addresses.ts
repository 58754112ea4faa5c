import type { Viewer } from './viewer-book.js';

/** The pages of the opsroom. `quarter` is a period name such as 2026-Q3, null for the latest that has figures. */
export type Route =
  | { page: 'home' }
  | { page: 'unit'; id: string }
  | { page: 'inbox' }
  | { page: 'settings' }
  | { page: 'alert'; id: string }
  | { page: 'try'; id: string }
  | { page: 'import'; id: string }
  | { page: 'agreements'; id: string }
  | { page: 'calendar'; id: string }
  | { page: 'people'; id: string }
  | { page: 'welcome'; id: string }
  | { page: 'confirm'; id: string }
  /** Back from the sign-in of another server with a refusal: its code. */
  | { page: 'elsewhere'; id: string }
  | { page: 'compare'; id: string; quarter: string | null };

/** Reads an address such as #/unit/sewing-3; what is not understood leads home. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page, raw] = path.split('/');
  const id = decode(raw ?? '');
  if (page === 'inbox' || page === 'settings') return { page };
  if (id === '') return { page: 'home' };
  if (
    page === 'unit' ||
    page === 'alert' ||
    page === 'try' ||
    page === 'import' ||
    page === 'agreements' ||
    page === 'calendar' ||
    page === 'people' ||
    page === 'welcome' ||
    page === 'elsewhere' ||
    page === 'confirm'
  )
    return { page, id };
  if (page === 'compare') return { page, id, quarter: new URLSearchParams(query).get('quarter') };
  return { page: 'home' };
}

/** The address of a page, to be put into a link. */
export function addressOf(route: Route): string {
  switch (route.page) {
    case 'home':
      return '#/';
    case 'inbox':
      return '#/inbox';
    case 'settings':
      return '#/settings';
    case 'unit':
    case 'alert':
    case 'try':
    case 'import':
    case 'agreements':
    case 'calendar':
    case 'people':
    case 'welcome':
    case 'elsewhere':
    case 'confirm':
      return `#/${route.page}/${encodeURIComponent(route.id)}`;
    case 'compare':
      return `#/compare/${encodeURIComponent(route.id)}${route.quarter === null ? '' : `?quarter=${route.quarter}`}`;
  }
}

/** Where somebody begins: a team at its own unit, a coordinator at the inbox, a council at the comparison. */
export function homeOf(viewer: Viewer): Route {
  if (viewer.use === 'team') return { page: 'unit', id: viewer.unit };
  if (viewer.use === 'coordinator') return { page: 'inbox' };
  return { page: 'compare', id: viewer.unit, quarter: null };
}

/** What is shown to somebody at an address: one that is no page of its own leads to where they begin. */
export function shownAt(route: Route, viewer: Viewer): Route {
  return route.page === 'home' || route.page === 'elsewhere' ? homeOf(viewer) : route;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
