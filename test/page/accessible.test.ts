import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Size } from './browser.js';
import { type Everything, onEveryPage, openEverything } from './every-page.js';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** WCAG 2.2, levels A and AA, with what it has taken over from 2.0 and 2.1. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let everything: Everything;

beforeAll(async () => {
  everything = await openEverything();
}, 120_000);

afterAll(() => everything?.close());

/** What axe finds on the page as it is, a line a rule with the places. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(({ violations }) =>
       violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  );
  return [found].flat().map((line) => `${where} · ${String(line)}`);
}

test.each<[Size, 'light' | 'dark']>([
  ['phone', 'light'],
  ['phone', 'dark'],
  ['desktop', 'light'],
  ['desktop', 'dark'],
])('no page offends against WCAG 2.2 AA as far as axe can tell, on a %s, in %s colours', async (size, colorScheme) => {
  const faults: string[] = [];
  await onEveryPage(everything, size, {
    prepare: (page) => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }),
    look: async (page, where) => void faults.push(...(await faultsOf(page, where))),
  });
  expect(faults).toEqual([]);
});
