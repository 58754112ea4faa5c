import { ImportBody } from '#libs/contracts';
import type { Answer, Asked } from './stand-in-server.js';

/** Answers what is said and asked of imports: each is over as soon as it has been sent, with two past deviations; null for anything else. */
export function importDesk({ route, body }: Asked): Answer | null {
  if (route !== 'POST /api/imports') return null;
  const { id, name, sent, refused } = ImportBody.parse(body);
  const found = { id, unit: 'team-a', name, by: 'Rosa', begunAt: '2026-11-21T08:00:00Z', over: sent !== null };
  const counts = { taken: sent ?? 0, repeated: 0, refused, from: '2026-11-01', to: '2026-11-20', past: 2 };
  return { status: 200, body: { ...found, ...counts, indicators: [], alerts: [] } };
}

/** What a command line says of an import that this desk has answered. */
export function summaryOf(taken: number): string {
  return `${taken} new figure${taken === 1 ? '' : 's'} from 2026-11-01 to 2026-11-20; 2 past deviations; 0 alerts opened.\n`;
}
