import type {
  Indicator,
  OrganisationDifference,
  OrganisationDocument,
  OrganisationVersion,
  Visibility,
} from '#libs/contracts';
import { difference, organise, type Organisation, withVisibility } from '#libs/organisation';
import { appendChanges } from './change-feed.js';
import type { Client, Database, Queryable } from './database.js';
import { moveAllClocks, moveExpectations } from '#libs/regulation';
import { expecting } from './expected-reports.js';
import { alertsOf, clocksOf, figuresAt } from './knowledge.js';
import { standingNotices } from './notice-store.js';
import { changeOrganisation } from './organisation-lock.js';
import { writeChanges } from './write-changes.js';
import { reissue } from './reissue.js';

/** Reads the organisation in force with its notices, indexed; read anew only when the version of either has moved. */
export function organisationReader(): (client: Queryable) => Promise<Organisation | null> {
  let cached: { organisation: Organisation; notices: number | null } | null = null;
  return async (client) => {
    const newest = await client.query<{ version: number | null; notices: number | null }>(
      'select (select max(version) from organisation) as version, (select max(version) from notice_version) as notices',
    );
    const { version = null, notices = null } = newest.rows[0] ?? {};
    if (version === null) return null;
    if (cached?.organisation.version === version && cached.notices === notices) return cached.organisation;
    const document =
      cached?.organisation.version === version ? cached.organisation.document : await documentOf(client, version);
    if (!document) return null;
    cached = { organisation: organise(version, document, await standingNotices(client)), notices };
    return cached.organisation;
  };
}

async function documentOf(client: Queryable, version: number): Promise<OrganisationDocument | null> {
  const found = await client.query<{ document: OrganisationDocument }>(
    'select document from organisation where version = $1',
    [version],
  );
  return found.rows[0]?.document ?? null;
}

/** The newest version of the organisation as it was applied. */
export async function newestOrganisation(client: Queryable): Promise<OrganisationVersion | null> {
  const found = await client.query<OrganisationVersion>(
    'select version, document, applied_at as "appliedAt", applied_by as "appliedBy" from organisation order by version desc limit 1',
  );
  return found.rows[0] ?? null;
}

/** Indicators as the newest version has them that knows of them at all. */
export async function lastKnown(client: Queryable, ids: readonly string[]): Promise<Indicator[]> {
  const found = await client.query<{ indicator: Indicator }>(
    `select distinct on (i ->> 'id') i as indicator from organisation, jsonb_array_elements(document -> 'indicators') i
     where i ->> 'id' = any($1) order by i ->> 'id', version desc`,
    [ids],
  );
  return found.rows.map(({ indicator }) => indicator);
}

/** The root that each of these units lay under in the newest version that knows of it at all. */
export async function lastRoots(client: Queryable, units: readonly string[]): Promise<Map<string, string>> {
  const found = await client.query<{ unit: string; version: number }>(
    `select distinct on (u ->> 'id') u ->> 'id' as unit, version from organisation, jsonb_array_elements(document -> 'units') u
     where u ->> 'id' = any($1) order by u ->> 'id', version desc`,
    [units],
  );
  const roots = new Map<string, string>();
  for (const version of new Set(found.rows.map((row) => row.version))) {
    const document = await documentOf(client, version);
    const org = document && organise(version, document);
    for (const { unit } of found.rows.filter((row) => row.version === version))
      roots.set(unit, org?.pathUp(unit).at(-1)?.id ?? unit);
  }
  return roots;
}

/** Shows the figures of an indicator to others than before: the next version of the organisation. */
export async function showFigures(
  database: Database,
  indicator: string,
  { visibility, ...applying }: { visibility: Visibility; by: string; now: string },
): Promise<void> {
  await changeOrganisation(database, async (client) => {
    const newest = await newestOrganisation(client);
    if (newest)
      await applyIn(client, withVisibility(newest.document, indicator, visibility), { ...applying, dryRun: false });
  });
}

export interface Application {
  version: number;
  changed: boolean;
  difference: OrganisationDifference;
}

interface Applying {
  by: string | null;
  now: string;
  dryRun: boolean;
}

/** Makes a document the next version, or only says what it would change; applying what is in force already changes nothing. */
export async function applyOrganisation(
  database: Database,
  document: OrganisationDocument,
  applying: Applying,
): Promise<Application> {
  return changeOrganisation(database, (client) => applyIn(client, document, applying));
}

/** The same in a transaction that holds the organisation already. */
export async function applyIn(
  client: Client,
  document: OrganisationDocument,
  { by, now, dryRun }: Applying,
): Promise<Application> {
  const before = await newestOrganisation(client);
  const found = difference(before?.document ?? null, document);
  const version = before?.version ?? 0;
  const changed = !before || !isEmpty(found);
  if (dryRun || !changed) return { version, changed, difference: found };
  await insert(client, { version: version + 1, document, appliedAt: now, appliedBy: by });
  const notices = await standingNotices(client);
  const organisations = {
    before: before && organise(version, before.document, notices),
    after: organise(version + 1, document, notices),
  };
  await reissue(client, organisations.before, organisations.after);
  const move = { ...organisations, because: 'calendar-changed' } as const;
  const tx = followingOn(client);
  await moveExpectations(tx, move, now);
  await moveAllClocks(tx, move, now);
  return { version: version + 1, changed, difference: found };
}

function followingOn(client: Client): Parameters<typeof moveAllClocks>[0] & Parameters<typeof moveExpectations>[0] {
  return {
    clocksOf: (units, now) => clocksOf(client, units, now),
    expecting: (indicators) => expecting(client, indicators),
    alertsOf: (keys) => alertsOf(client, keys),
    figuresAt: (keys) => figuresAt(client, keys),
    write: (changes) => writeChanges(client, changes),
  };
}

async function insert(client: Client, { version, document, appliedAt, appliedBy }: OrganisationVersion): Promise<void> {
  await client.query('insert into organisation (version, document, applied_at, applied_by) values ($1, $2, $3, $4)', [
    version,
    JSON.stringify(document),
    appliedAt,
    appliedBy,
  ]);
  await appendChanges(client, [{ kind: 'organisation', version }]);
}

function isEmpty({ units, indicators, agreements, other }: OrganisationDifference): boolean {
  return (
    other.length === 0 &&
    [units, indicators, agreements].every((part) =>
      [part.added, part.removed, part.changed].every((ids) => ids.length === 0),
    )
  );
}
