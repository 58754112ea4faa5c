import type { Database } from '#libs/adapters-postgres';
import type { OrganisationDocument } from '#libs/contracts';
import { checkAlerts } from './check-alerts.js';
import { checkFilter } from './check-filter.js';
import { checkObservations, type Expected } from './check-observations.js';
import { checkWholes } from './check-wholes.js';
import { type Findings, noFindings } from './findings.js';

/** All that must hold when the faults are over and nothing is on its way any more. */
export async function check(
  store: Database,
  expected: Expected & { document: OrganisationDocument; fallen: readonly string[] },
): Promise<Findings> {
  const findings = noFindings();
  await checkObservations(findings, store, expected);
  await checkWholes(findings, store);
  await checkFilter(findings, store, expected.document);
  await checkAlerts(findings, store, expected);
  return findings;
}
