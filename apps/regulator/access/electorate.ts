import { mandatesOfUnits } from '#libs/adapters-postgres';
import type { Mandate, Vote } from '#libs/contracts';
import { electorateOf, grouped, holds, mayStillVote, type Organisation } from '#libs/organisation';
import type { Parts } from '../parts.js';

type Mandates = (unit: string) => readonly Mandate[];

/** Who votes on the mandates of a unit now. */
export async function electorate(
  { database }: Parts,
  organisation: Organisation,
  unit: string,
  now: string,
): Promise<string[]> {
  return electorateOf(
    organisation,
    unit,
    await mandatesFor(database, organisation, unit, (near) => hold(near, now)),
    now,
  );
}

/** In which of a unit's votes somebody may take part now: entitled when it was opened, by a mandate that still holds. */
export async function entitledIn(
  { database }: Parts,
  organisation: Organisation,
  votes: readonly Vote[],
  { account, now }: { account: string | null; now: string },
): Promise<ReadonlySet<string>> {
  const asked = votes.filter(({ electorate: fixed }) => account !== null && fixed.includes(account));
  const [first] = asked;
  if (account === null || !first) return new Set();
  const of = await mandatesFor(database, organisation, first.unit, (near) =>
    asked.every(({ openedAt, electorate: fixed }) =>
      hold(
        near.filter(({ person }) => fixed.includes(person.id)),
        openedAt,
      ),
    ),
  );
  return new Set(asked.filter((vote) => mayStillVote(organisation, vote, account, { of, now })).map(({ id }) => id));
}

/** The mandates that say who votes on those of a unit; of the whole tree only where those from the unit upwards are not enough. */
async function mandatesFor(
  database: Parts['database'],
  organisation: Organisation,
  unit: string,
  areEnough: (near: readonly Mandate[]) => boolean,
): Promise<Mandates> {
  const path = organisation.pathUp(unit).map(({ id }) => id);
  const near = await mandatesOfUnits(database.pool, path);
  if (areEnough(near)) return byUnit(near);
  const root = path.at(-1) ?? '';
  const tree = organisation.document.units.filter(({ id }) => id === root || organisation.isBelow(id, root));
  return byUnit(
    await mandatesOfUnits(
      database.pool,
      tree.map(({ id }) => id),
    ),
  );
}

function hold(mandates: readonly Mandate[], time: string): boolean {
  return mandates.some((mandate) => holds(mandate, time));
}

function byUnit(mandates: readonly Mandate[]): Mandates {
  const found = grouped(mandates, ({ unit }) => unit);
  return (unit) => found.get(unit) ?? [];
}
