import type { OrganisationDifference, OrganisationDocument, OrganisationVersion } from '#libs/contracts';
import { difference, organise, type Organisation } from '#libs/organisation';
import { appendChanges } from './change-feed.js';
import type { Client, Database, Queryable } from './database.js';
import { moveClocksTo } from './move-clocks.js';
import { reissue } from './reissue.js';

/** Reads the organisation in force, indexed; read anew only when its version has moved. */
export function organisationReader(): (client: Queryable) => Promise<Organisation | null> {
  let cached: Organisation | null = null;
  return async (client) => {
    const newest = await client.query<{ version: number }>('select max(version) as version from organisation');
    const version = newest.rows[0]?.version ?? null;
    if (version === null) return null;
    if (cached?.version === version) return cached;
    const found = await client.query<{ document: OrganisationDocument }>(
      'select document from organisation where version = $1',
      [version],
    );
    const document = found.rows[0]?.document;
    cached = document ? organise(version, document) : null;
    return cached;
  };
}

/** The newest version of the organisation as it was applied. */
export async function newestOrganisation(client: Queryable): Promise<OrganisationVersion | null> {
  const found = await client.query<OrganisationVersion>(
    'select version, document, applied_at as "appliedAt", applied_by as "appliedBy" from organisation order by version desc limit 1',
  );
  return found.rows[0] ?? null;
}

export interface Application {
  version: number;
  changed: boolean;
  difference: OrganisationDifference;
}

/** Makes a document the next version, or only says what it would change; applying what is in force already changes nothing. */
export async function applyOrganisation(
  database: Database,
  document: OrganisationDocument,
  { by, now, dryRun }: { by: string | null; now: string; dryRun: boolean },
): Promise<Application> {
  return database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock(7305414)');
    const before = await newestOrganisation(client);
    const found = difference(before?.document ?? null, document);
    const version = before?.version ?? 0;
    const changed = !before || !isEmpty(found);
    if (dryRun || !changed) return { version, changed, difference: found };
    await insert(client, { version: version + 1, document, appliedAt: now, appliedBy: by });
    const organisations = {
      before: before && organise(version, before.document),
      after: organise(version + 1, document),
    };
    await reissue(client, organisations.before, organisations.after);
    await moveClocksTo(client, organisations, now);
    return { version: version + 1, changed, difference: found };
  });
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
