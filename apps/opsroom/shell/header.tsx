import type { Signal } from '@preact/signals';
import { addressOf, type Route, shownAt } from '../addresses.js';
import { liveness } from '../data/stream.js';
import { organisation } from '../data/organisation.js';
import { route } from '../route.js';
import { viewer } from '../viewer.js';
import { words } from '../words.js';
import { WhoSwitch } from './who-switch.js';

/** The top of every page: the tree, the three ways in, whether the page is live, and who is looking. */
export function Header({ menu }: { menu: Signal<boolean> }) {
  const who = viewer.value;
  return (
    <header class="top">
      {who && (
        <button
          type="button"
          class="menu-button"
          aria-expanded={menu.value}
          aria-controls="tree"
          aria-label={menu.value ? words.menu.close : words.menu.open}
          onClick={() => (menu.value = !menu.value)}
        >
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d={menu.value ? 'M6 6l12 12M18 6L6 18' : 'M4 7h16M4 12h16M4 17h16'} />
          </svg>
        </button>
      )}
      <a class="brand" href="#/">
        <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
          <path class="hexagon" d="M16 2 28 9v14L16 30 4 23V9z" />
          <path class="wave" d="M9 19c3 0 3-7 7-7s4 7 7 7" />
        </svg>
        <span>{words.name}</span>
        <span class="organisation">{organisation.value?.name ?? ''}</span>
      </a>
      {who && (
        <nav class="ways">
          <Way to={{ page: 'unit', id: who.unit }} label={words.menu.own} />
          <Way to={{ page: 'inbox' }} label={words.menu.inbox} />
          <Way to={{ page: 'compare', id: who.unit, quarter: null }} label={words.menu.compare} />
        </nav>
      )}
      {who && (
        <span class={`live is-${liveness.value}`} role="status">
          {words.live[liveness.value]}
        </span>
      )}
      {who && <WhoSwitch who={who} />}
    </header>
  );
}

function Way({ to, label }: { to: Route; label: string }) {
  const here = viewer.value ? shownAt(route.value, viewer.value) : route.value;
  const current = here.page === to.page && (!('id' in here) || !('id' in to) || here.id === to.id);
  return (
    <a href={addressOf(to)} aria-current={current ? 'page' : undefined}>
      {label}
    </a>
  );
}
