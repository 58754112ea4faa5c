import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organise } from '#libs/organisation';
import { Observation, OrganisationDocument } from '#libs/contracts';
import type { Journal } from '#libs/adapters-files';
import { pino } from 'pino';
import { WatchedFolder } from '../agent/folder.js';
import { Intake } from '../agent/intake.js';
import { Outbox } from '../agent/outbox.js';
import { Refusals } from '../agent/refusals.js';

const organisation = organise(
  1,
  OrganisationDocument.parse({
    name: 'Two teams',
    units: ['works', 'a', 'b'].map((id) => ({
      id,
      name: id,
      parent: id === 'works' ? null : 'works',
      timeZone: 'UTC',
    })),
    indicators: ['a', 'b'].map((unit) => {
      const id = `${unit}.output`;
      return { id, unit, name: id, measure: 'pieces', cadence: 'day', scale: 'real', good: 'more' };
    }),
  }),
);

/** The parts of a node of team a that take figures, with a folder of its own that holds `refused.csv` and the watched `in`. */
export interface SmallNode {
  folder: string;
  intake: Intake;
  /** Set, its outbox has no room. */
  full: boolean;
  /** Looks so many times at the watched folder. */
  looks(count: number): Promise<void>;
  /** The values that lie in its outbox, and the ids. */
  kept(): number[];
  ids(): string[];
  names(...path: string[]): Promise<string[]>;
  text(...path: string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Makes one. */
export async function smallNode(): Promise<SmallNode> {
  const folder = await mkdtemp(join(tmpdir(), 'synco-intake-'));
  const journal: Observation[] = [];
  const disk: Journal = {
    append: (values) => {
      if (node.full) return Promise.reject(new Error('ENOSPC: no space left on device'));
      journal.push(...values.map((value) => Observation.parse(JSON.parse(value))));
      return Promise.resolve();
    },
    next: () => Promise.resolve([]),
    done: () => Promise.resolve(),
    waiting: () => journal.length,
    close: () => Promise.resolve(),
  };
  const viewer = { name: 'Ana', unit: 'a' };
  const refusals = new Refusals(join(folder, 'refused.csv'));
  const intake = new Intake(new Outbox(disk), refusals, { organisation: () => organisation, viewer });
  const watched = new WatchedFolder(join(folder, 'in'), intake, pino({ level: 'silent' }));
  await mkdir(join(folder, 'in'));
  const node: SmallNode = {
    folder,
    intake,
    full: false,
    looks: async (count) => {
      for (let n = 0; n < count; n += 1) await watched.look();
    },
    kept: () => journal.map(({ value }) => value),
    ids: () => journal.map(({ id }) => id),
    names: async (...path) => (await readdir(join(folder, ...path)).catch(() => [] as string[])).toSorted(),
    text: (...path) => readFile(join(folder, ...path), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  return node;
}
