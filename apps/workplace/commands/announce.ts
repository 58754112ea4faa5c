import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { PostedBatch } from '#libs/contracts';
import { ImportView } from '#libs/contracts';
import type { Client } from '../client.js';
import type { Io } from '../io.js';
import { write } from '../io.js';

/** An import that the server has been told of, so that it ends in one summary. */
export interface Announced {
  /** A batch as it is sent. */
  batch(observations: unknown[]): PostedBatch;
  /** Says how many figures were handed over and how many were refused before, and tells what they have brought. */
  end(outcome: { sent: number; refused: number }): Promise<void>;
}

/** So many alerts are named; the others are on the unit's page. */
const mostAlerts = 10;
const looks = 40;
const betweenLooks = 500;

/** Tells the server what is about to be imported. Where nobody is named there is no unit to tell, and nothing is said. */
export async function announce(file: string, { io, client }: { io: Io; client: Client }): Promise<Announced> {
  if (client.unit === null) return { batch: (observations) => ({ observations }), end: async () => undefined };
  const id = randomUUID();
  const name = file === '-' ? 'standard input' : basename(file);
  await client.insist('/api/imports', { id, name }, ImportView);
  return {
    batch: (observations) => ({ import: id, observations }),
    end: async (outcome) => {
      let found = await client.insist('/api/imports', { id, name, ...outcome }, ImportView);
      for (let look = 0; !found.over && look < looks; look += 1) {
        await io.pause(betweenLooks);
        found = await client.get(`/api/imports/${id}`, ImportView);
      }
      await write(io.stdout, summaryOf(found));
    },
  };
}

function summaryOf({ over, taken, repeated, from, to, past, indicators, alerts }: ImportView): string {
  if (!over) return 'The server is still taking them; the summary will stand on the page of the unit.\n';
  const span = from === null ? '' : ` from ${from} to ${to}`;
  const known = repeated === 0 ? '' : `, ${counted(repeated, 'figure')} known before`;
  const lines = [
    `${counted(taken, 'new figure')}${span}${known}; ${counted(past, 'past deviation')}; ${counted(alerts.length, 'alert')} opened.`,
    ...indicators.slice(0, 3).flatMap((one) => largest(one)),
    ...alerts
      .slice(0, mostAlerts)
      .map(
        ({ indicator, about }) =>
          `  Alert of ${indicator}: ${about.kind === 'deviation' ? about.deviation.sentence.en : ''}`,
      ),
  ];
  return `${lines.join('\n')}\n`;
}

function largest({ indicator, past: { count, largest: found } }: ImportView['indicators'][number]): string[] {
  return found === null ? [] : [`  ${indicator}: ${count}, the largest: ${found.sentence.en}`];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
