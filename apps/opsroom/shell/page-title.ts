import type { Me } from '#libs/contracts';
import { type Route, shownAt } from '../addresses.js';
import { organisation, unitName } from '../data/organisation.js';
import type { Viewer } from '../viewer-book.js';
import { words } from '../words.js';

/** What the browser calls the page, in its tabs and its history, and screen readers when it opens. */
export function pageTitle(route: Route, who: Viewer | null, me: Me | null): string {
  const said = titleOf(route, who, me);
  return said === '' ? words.name : `${said} · ${words.name}`;
}

function titleOf(route: Route, who: Viewer | null, me: Me | null): string {
  if (route.page === 'welcome') return words.account.enter;
  if (route.page === 'confirm') return words.settings.confirm.title;
  if (route.page === 'settings' && me?.person) return words.settings.title;
  if (who) return titleFor(shownAt(route, who), who);
  if (me?.access === 'open') return words.who.title;
  return me && !me.person ? words.account.signIn : '';
}

function titleFor(route: Route, who: Viewer): string {
  // Until it is known what units are called.
  if (organisation.value === null) return '';
  switch (route.page) {
    case 'unit':
      return unitName(route.id);
    case 'alert':
      return words.alert.one;
    case 'try':
      return words.trying.link;
    case 'import':
      return `${words.importing.title}, ${unitName(route.id)}`;
    case 'agreements':
      return words.agreements.title(unitName(route.id));
    case 'calendar':
      return words.calendar.title(unitName(route.id));
    case 'people':
      return words.people.title(unitName(route.id));
    case 'compare':
      return words.compare.title(unitName(route.id));
    case 'inbox':
    case 'settings':
    case 'welcome':
    case 'confirm':
    case 'elsewhere':
    case 'home':
      return words.inbox.title(unitName(who.unit));
  }
}
