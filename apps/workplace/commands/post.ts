import { randomUUID } from 'node:crypto';
import { Accepted, ObservationStatus, SyncoError } from '#libs/contracts';
import type { ErrorCode, PostedObservation } from '#libs/contracts';
import { codeOf } from '../client.js';
import type { Client } from '../client.js';
import { write } from '../io.js';
import type { Io } from '../io.js';
import { sayVerdict } from '../verdict.js';

const looks = 50;
const betweenLooks = 200;
const notForViewer: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['viewer-missing', 'not-allowed']);

/** What `synco post` was given. */
export interface PostOptions {
  period?: string;
  at?: string;
  note?: string;
  by?: string;
  id?: string;
}

/** Posts one figure, waits up to ten seconds until it has been assessed, and says whether it is ordinary. */
export async function postFigure(
  figure: { indicator: string; value: string },
  options: PostOptions,
  io: Io,
  client: Client,
): Promise<void> {
  const observation = toObservation(figure, options);
  const { refused } = await client.insist('/api/observations', { observations: [observation] }, Accepted);
  const [refusal] = refused;
  if (refusal !== undefined) throw new SyncoError(codeOf(refusal.code), refusal.message);
  const status = await awaitAssessment(observation.id, io, client);
  if (status === null) return write(io.stdout, 'Taken. The verdict is for the unit itself: --as NAME@UNIT.\n');
  if (status.refusal !== null) throw new SyncoError(codeOf(status.refusal.code), status.refusal.message);
  await write(io.stdout, `${sayVerdict(status)}\n`);
}

function toObservation(
  { indicator, value }: { indicator: string; value: string },
  { id = randomUUID(), period, at, note, by }: PostOptions,
): PostedObservation & { id: string } {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw new SyncoError('usage-wrong', `"${value}" is not a number; write 1234.5.`);
  if (period !== undefined && at !== undefined) {
    throw new SyncoError('usage-wrong', 'Say once what the figure is about: either --period or --at.');
  }
  const about = period === undefined ? { at: at ?? new Date().toISOString() } : { period };
  const given = Object.entries({ note, by }).filter(([, text]) => text !== undefined);
  return { id, indicator, ...about, value: number, ...Object.fromEntries(given) };
}

/** The newest status; null where the verdict is there, but not for whoever asks. */
async function awaitAssessment(id: string, io: Io, client: Client): Promise<ObservationStatus | null> {
  const path = `/api/observations/${encodeURIComponent(id)}`;
  try {
    for (let look = 1; ; look += 1) {
      const status = await client.get(path, ObservationStatus);
      if (status.state !== 'pending' || look === looks) return status;
      await io.pause(betweenLooks);
    }
  } catch (error) {
    if (error instanceof SyncoError && notForViewer.has(error.code)) return null;
    throw error;
  }
}
