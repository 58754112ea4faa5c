import { OrganisationVersion, ReplayStatus, SyncoError, maxBatch } from '#libs/contracts';
import type { PostedObservation } from '#libs/contracts';
import type { Client } from '../client.js';
import { openInput, readRows } from '../csv.js';
import { exitCodes } from '../failure.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { showProgress } from '../progress.js';
import type { Progress } from '../progress.js';
import { RefusedRows } from '../refused.js';
import { timeline } from '../timeline.js';
import type { Step, Timeline } from '../timeline.js';

/** What `synco replay` was given. */
export interface ReplayOptions {
  stillOpen: 'keep' | 'close';
  name: string;
  refused?: string;
}

/**
 * Sends a history through the server's replay in the order of event time, now being the end of each period in turn. Returns the
 * exit code. One that was broken off is run again in the same way: it goes on where the server stands, and as ids follow from the
 * content, what arrives twice counts once.
 */
export async function replayFile(file: string, options: ReplayOptions, io: Io, client: Client): Promise<number> {
  const { document } = await client.get('/api/organisation', OrganisationVersion);
  const refused = new RefusedRows(io, options.refused);
  const history = timeline(document, Date.now());
  await readHistory(file, { io, history, refused });
  const steps = history.steps();
  const total = steps.reduce((sum, { observations }) => sum + observations.length, 0);
  if (total === 0) {
    await refused.tell();
    throw new SyncoError('file-unreadable', `${file} has no row that can be replayed.`);
  }
  const status = await run(steps, { name: options.name, total }, io, client);
  const over = await client.insist(`/api/replays/${status.id}/finish`, { stillOpen: options.stillOpen }, ReplayStatus);
  await refused.tell();
  const notTaken = refused.count + over.refused;
  await write(io.stdout, `${total} figures over ${steps.length} periods replayed, ${notTaken} refused.\n`);
  if (over.refused > 0) await write(io.stderr, 'Why the server refused some: GET /api/refused.\n');
  return notTaken > 0 ? exitCodes.someRefused : exitCodes.done;
}

async function readHistory(
  file: string,
  { io, history, refused }: { io: Io; history: Timeline; refused: RefusedRows },
): Promise<void> {
  for await (const row of readRows(openInput(file, io))) {
    const refusal = row.refusal ?? (row.observation === null ? null : history.add(row.observation));
    if (refusal !== null) await refused.add(row, refusal.code, refusal.message);
  }
}

async function run(
  steps: readonly Step[],
  { name, total }: { name: string; total: number },
  io: Io,
  client: Client,
): Promise<ReplayStatus> {
  const opened = await open(name, total, client);
  const progress = showProgress(io, name, total);
  let done = 0;
  try {
    for (const step of steps) {
      if (!isBefore(step.now, opened.now)) await take(step, { id: opened.id, done, progress }, client);
      done += step.observations.length;
      progress.reach(done);
    }
  } finally {
    progress.end();
  }
  return opened;
}

/** A replay of that name and size that was broken off goes on; else a new one is opened. */
async function open(name: string, total: number, client: Client): Promise<ReplayStatus> {
  const earlier = await client.get('/api/replays', ReplayStatus.array());
  const brokenOff = earlier.find((replay) => !replay.over && replay.name === name && replay.total === total);
  return brokenOff ?? client.post('/api/replays', { name, total }, ReplayStatus);
}

async function take(
  { now, observations }: Step,
  { id, done, progress }: { id: string; done: number; progress: Progress },
  client: Client,
): Promise<void> {
  for (let from = 0; from < observations.length; from += maxBatch) {
    const part: PostedObservation[] = observations.slice(from, from + maxBatch);
    await client.insist(`/api/replays/${id}/steps`, { now, observations: part }, ReplayStatus);
    progress.reach(done + from + part.length);
  }
}

function isBefore(now: string, than: string | null): boolean {
  return than !== null && Date.parse(now) < Date.parse(than);
}
