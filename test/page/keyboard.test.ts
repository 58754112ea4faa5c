import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Size } from './browser.js';
import { type Everything, onEveryPage, openEverything } from './every-page.js';

let everything: Everything;

beforeAll(async () => {
  everything = await openEverything();
}, 120_000);

afterAll(() => everything?.close());

/** More places than any page has. */
const most = 400;

/**
 * Marks with numbers all that can be used, as it stands, and puts the keyboard before all of it: of the radio buttons of one choice the browser gives one to the Tab key, and the arrows
 * do the rest.
 */
const mark = `(() => {
  const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.getClientRects().length > 0;
  const chosen = (one) => {
    if (one.type !== 'radio') return true;
    const group = [...document.querySelectorAll('input[type=radio]')].filter(({ name, form }) => name === one.name && form === one.form);
    return one === (group.find(({ checked }) => checked) ?? group[0]);
  };
  const all = [...document.querySelectorAll(usable)].filter((one) => seen(one) && one.tabIndex >= 0 && chosen(one));
  all.forEach((one, n) => { one.dataset.stop = String(n); });
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
  return all.map((one) => one.outerHTML.slice(0, 140));
})()`;

/** Where the keyboard is now: its number, whether one sees it, and whether anything lies over it. Null at the end of the page. */
const here = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  one.dataset.stop ??= 'come later, ' + Math.random();
  const shown = [one, one.nextElementSibling, one.parentElement, one.closest('label')].filter((part) => part !== null);
  const rings = shown.some((part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const points = [0.15, 0.5, 0.85].map((share) => document.elementFromPoint(x, box.top + box.height * share));
  const bare = points.some((top) => top && (one.contains(top) || top.contains(one) || one.closest('label')?.contains(top)));
  return { stop: one.dataset.stop, rings, bare, what: one.outerHTML.slice(0, 140) };
})()`;

interface Place {
  stop: string;
  rings: boolean;
  bare: boolean;
  what: string;
}

/** Longer than the page takes, once it is drawn, to put the keyboard at its top. */
const arrived = `new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(settle, 250))))`;

async function walk(page: Page, where: string): Promise<string[]> {
  await page.evaluate(arrived);
  const all: string[] = await page.evaluate(mark);
  const faults: string[] = [];
  const reached = new Set<string>();
  let last = '';
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const place: Place | null = await page.evaluate(here);
    if (place === null) break;
    // A field for a day and an hour has several stops of its own, which the browser shows inside it.
    if (place.stop === last) continue;
    if (reached.has(place.stop)) break;
    last = place.stop;
    if (!place.rings) faults.push(`${where}: nothing shows where the keyboard is at ${place.what}`);
    if (!place.bare) faults.push(`${where}: something lies over ${place.what}`);
    reached.add(place.stop);
  }
  const missed = all.filter((_, n) => !reached.has(String(n)));
  return [...faults, ...missed.map((one) => `${where}: the keyboard does not come to ${one}`)];
}

test.each<Size>(['phone', 'desktop'])(
  'every page is used by keyboard alone, on a %s: all is reached, seen, and left again',
  async (size) => {
    const faults: string[] = [];
    await onEveryPage(everything, size, {
      prepare: (page) => page.emulateMedia({ reducedMotion: 'reduce' }),
      look: async (page, where) => void faults.push(...(await walk(page, where))),
    });
    expect(faults).toEqual([]);
  },
  120_000,
);

test('the first stop leads past the menus, to the page itself', async () => {
  let jumped = '';
  await onEveryPage({ ...everything, hashes: ['unit/team-a'] }, 'desktop', {
    look: async (page, where) => {
      if (where === 'sign-in') return;
      await page.evaluate(mark);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      jumped = await page.evaluate('document.activeElement?.id ?? ""');
    },
  });
  expect(jumped).toBe('main');
});
