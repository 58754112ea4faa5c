import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { until } from '../kit/bus-reader.js';

export type Size = 'phone' | 'desktop';

const sizes: Record<Size, { width: number; height: number }> = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1440, height: 900 },
};

// As Debian and its kin install them.
const [bare, whole] = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/**
 * Opens the browser that `CHROMIUM` names, or one that is installed: bare, or, if `notices` are to be shown, with its own bars and
 * menus, which take as much of the processor as a page.
 */
export function openBrowser({ notices = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? (existsSync(bare) && !notices ? bare : whole),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page with what went wrong in it: console errors and exceptions. */
export interface Seen {
  page: Page;
  faults: string[];
}

/** Opens the opsroom on a fresh device. */
export async function visit(browser: Browser, address: string, size: Size): Promise<Seen> {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(address);
  return { page, faults };
}

/** Says who is looking, as a first visit asks. */
export async function introduce(page: Page, who: { use: RegExp; name: string; unit: string }): Promise<void> {
  await page.getByRole('radio', { name: who.use }).check();
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('Search by name').fill(who.unit);
  await page.getByRole('radio', { name: new RegExp(`^${who.unit}`) }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
}

/** How many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}

/** Waits until nothing on a page is still on its way; what it consists of must be there. */
export async function shownWhole(page: Page): Promise<void> {
  await until('all of it is there', async () => (await page.locator('main .loading').count()) === 0);
}
