import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Accepted, MessageId, type Observation, type Refusal } from '#libs/contracts';
import type { Organisation, Viewer } from '#libs/organisation';
import { type Door, lookAtPosted } from '#libs/regulation';
import type { Row } from '../csv.js';
import type { Outbox } from './outbox.js';
import type { Refusals, Refused } from './refusals.js';

/** The door of a node: figures from files, lines and posts are looked at once and kept, before anybody is told that they are taken. */
export class Intake {
  constructor(
    private readonly outbox: Outbox,
    private readonly refusals: Refusals,
    private readonly known: { organisation: () => Organisation | null; viewer: Viewer | null },
  ) {}

  /** Takes what a program posts: one answer an item, as the server would give it. */
  async takePosts(items: readonly unknown[]): Promise<Accepted> {
    const door = this.door();
    const looked = items.map((raw) => ({ raw, result: lookAtPosted(raw, door) }));
    const refused = looked.flatMap(({ raw, result }, index) =>
      'code' in result ? [{ index, ...result, cells: cellsOf(raw) }] : [],
    );
    await this.#keep(
      refused.map(({ cells, code, message }) => ({ ...cells, code, message })),
      looked.map(({ result }) => result),
    );
    return {
      ids: looked.map(({ result }) => ('code' in result ? null : result.id)),
      refused: refused.map(({ index, code, message }) => ({ index, code, message })),
    };
  }

  /** Takes rows of CSV; answers those that were refused, which are kept in the book of refusals too. */
  async takeRows(rows: readonly Row[], door: Door = this.door()): Promise<Refused[]> {
    const results = rows.map((row) => lookAtRow(row, door));
    const refused = rows.flatMap(({ cells }, index) => {
      const result = results[index];
      return result && 'code' in result ? [{ ...cells, code: result.code, message: result.message }] : [];
    });
    await this.#keep(refused, results);
    return refused;
  }

  /** How figures are looked at now: with the same door a row is found the same when it is looked at again. */
  door(): Door {
    const { organisation, viewer } = this.known;
    return { organisation: organisation(), viewer, now: new Date().toISOString(), newId: randomUUID };
  }

  // The refusals first: where the disk is full nothing has been taken, and the whole can be posted again.
  async #keep(refused: readonly Refused[], results: readonly (Observation | Refusal)[]): Promise<void> {
    await this.refusals.add(refused);
    await this.outbox.keep(results.flatMap((result) => ('code' in result ? [] : [result])));
  }
}

const unreadable: Refusal = { code: 'observation-malformed', message: 'the row cannot be read' };

/** A row of CSV as it would be taken, or why it would not. */
export function lookAtRow({ observation, refusal }: Row, door: Door): Observation | Refusal {
  return observation ? lookAtPosted(observation, door) : (refusal ?? unreadable);
}

/** What can be told of a posted thing of any shape. */
function cellsOf(raw: unknown): Omit<Refused, 'code' | 'message'> {
  const fields: Record<string, unknown> = z.looseObject({}).safeParse(raw).data ?? {};
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '';
  };
  const id = MessageId.safeParse(fields['id']);
  const note = [text('note'), id.success ? `id ${id.data}` : ''].filter(Boolean).join('; ');
  return { indicator: text('indicator'), at: text('period') || text('at'), value: text('value'), note };
}
