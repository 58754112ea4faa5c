import type { Figure } from '#libs/contracts';
import { expectationOf } from '#libs/indicators';
import type { Organisation } from '#libs/organisation';
import { missingOf } from './expect-reports.js';
import type { Changes, KnownAlert } from './rows.js';
import { isSilence, reviseSilence } from './silence.js';
import type { Transaction } from './store.js';

/** What has been taken in this transaction and is not written yet, and the alerts that are known of it, by indicator. */
export interface Heard {
  organisation: Organisation;
  touched: ReadonlyMap<string, ReadonlyMap<number, Figure>>;
  alerts: ReadonlyMap<string | null, readonly KnownAlert[]>;
}

/** Late reports have come: the alerts that miss them tell what is missing still, and close where nothing is. */
export async function hearReports(
  tx: Pick<Transaction, 'figuresAt'>,
  changes: Changes,
  { organisation, touched, alerts }: Heard,
): Promise<void> {
  for (const [id, figures] of touched) {
    const open = alerts.get(id)?.find(isSilence);
    const indicator = organisation.indicator(id);
    if (!open || !indicator || figures.size === 0) continue;
    const concerned = { organisation, indicator, expectation: expectationOf(organisation, indicator) };
    const stored = await missingOf(tx, concerned, open, changes.now);
    const missing = stored?.filter(({ ordinal }) => !figures.has(ordinal)) ?? [];
    reviseSilence(changes, concerned, open, { missing, ending: stored ? 'reported' : 'not-expected' });
  }
}
