import { Conflict } from '#libs/regulation';

/** What fails because somebody else was first is a `Conflict`: a unique violation, a serialisation failure, a deadlock. */
export async function orConflict<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw lostRace(error) ? new Conflict('another writer was first', { cause: error }) : error;
  }
}

function lostRace(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === '23505' || code === '40001' || code === '40P01';
}
