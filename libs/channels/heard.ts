import type { AlertHappeningKind } from '#libs/contracts';
import { z } from 'zod';

/** The kinds of things that somebody is called for. */
export const Heard = z.enum([
  'raised',
  'climbed',
  'answered',
  'help-asked',
  'extension-asked',
  'extended',
  'shared',
  'reminded',
  'answer-overdue',
  'closed',
]);
export type Heard = z.infer<typeof Heard>;

/** What is told beside the page, of all that happens to an alert; null: whoever looks sees it, nobody is called for it. */
const table: Readonly<Record<AlertHappeningKind, Heard | null>> = {
  raised: 'raised',
  revised: null,
  acknowledged: null,
  answered: 'answered',
  confirmed: null,
  'help-asked': 'help-asked',
  'extension-asked': 'extension-asked',
  extended: 'extended',
  shared: 'shared',
  reminded: 'reminded',
  'answer-overdue': 'answer-overdue',
  climbed: 'climbed',
  'clock-moved': null,
  'reminder-moved': null,
  recovered: 'closed',
  withdrawn: 'closed',
  resolved: 'closed',
  reviewed: null,
  grouped: null,
  asked: null,
  ungrouped: null,
  lapsed: null,
};

/** As what people hear of a happening; null where nobody is called for it. */
export function heardOf(kind: AlertHappeningKind): Heard | null {
  return table[kind];
}
