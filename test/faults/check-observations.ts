import type { Database } from '#libs/adapters-postgres';
import { Observation, topics } from '#libs/contracts';
import { grouped } from '#libs/organisation';
import { complain, type Findings } from './findings.js';
import type { Journal } from './journal.js';
import type { BusRecord } from './stage.js';
import { posted, proofs, watched } from './works.js';

interface Row {
  id: string;
  indicator: string;
  period: string;
  revision: number;
  value: number;
}

/** What an acknowledged figure must have come to, and what may be there at all. */
export interface Expected {
  journal: Journal;
  records: readonly BusRecord[];
  /** Whether the bus has kept the order of each indicator: then it says which revision is which. */
  ordered: boolean;
}

/** Compares store and journal: nothing acknowledged is missing, nothing is there twice, revisions are in the order of the bus. */
export async function checkObservations(findings: Findings, { pool }: Database, expected: Expected): Promise<void> {
  const rows = await pool.query<Row>(
    `select id, indicator, period, revision, value from observation where indicator = any($1::text[]) or indicator like $2
     order by indicator, period, revision`,
    [[...posted, ...proofs], watched(0).replace('0', '%')],
  );
  const receipts = await pool.query<{ id: string; state: string; code: string | null }>(
    'select id, state, code from receipt',
  );
  const states = new Map(receipts.rows.map((receipt) => [receipt.id, receipt]));
  checkJournal(findings, expected.journal, { rows: rows.rows, states });
  for (const { id, state } of receipts.rows)
    if (state === 'pending') findings.complaints.push(`the receipt of ${id} is still pending`);
  checkRevisions(findings, rows.rows, expected);
}

function checkJournal(
  findings: Findings,
  journal: Journal,
  store: { rows: readonly Row[]; states: ReadonlyMap<string, { state: string; code: string | null }> },
): void {
  const taken = new Map(store.rows.map((row) => [row.id, row]));
  if (taken.size !== store.rows.length)
    complain(findings, 'doubled', `${store.rows.length - taken.size} ids are there twice`);
  findings.posted = journal.entries.size;
  for (const { id, indicator, period, value, state } of journal.entries.values()) {
    if (state !== 'acknowledged') continue;
    findings.acknowledged += 1;
    const receipt = store.states.get(id);
    if (receipt?.state === 'refused' && receipt.code !== null) continue;
    const row = taken.get(id);
    const there = row?.indicator === indicator && row.period === period && row.value === value;
    if (!there || receipt?.state !== 'assessed')
      complain(
        findings,
        'lost',
        `${id} was acknowledged; receipt ${receipt?.state ?? 'none'}, row ${JSON.stringify(row ?? null)}`,
      );
  }
  for (const { id } of store.rows)
    if (!journal.entries.has(id)) complain(findings, 'doubled', `nobody has posted ${id}`);
}

/** Revisions count from 1 without gaps, and are the order of the first appearance of each id on the bus. */
function checkRevisions(findings: Findings, rows: readonly Row[], { records, ordered }: Expected): void {
  const onBus = grouped(firstAppearances(records), ({ indicator, period }) => `${indicator} ${period}`);
  for (const [place, revisions] of grouped(rows, ({ indicator, period }) => `${indicator} ${period}`)) {
    const wanted = onBus.get(place)?.map(({ id }) => id) ?? [];
    const there = revisions.map(({ id }) => id);
    if (revisions.some(({ revision }, index) => revision !== index + 1))
      complain(
        findings,
        'doubled',
        `the revisions of ${place} are ${revisions.map(({ revision }) => revision).join()}`,
      );
    const [one, other] = ordered ? [there, wanted] : [there.toSorted(), wanted.toSorted()];
    if (one.join() !== other.join())
      findings.complaints.push(
        `${place} has ${there.join()}, but the bus says ${wanted.join()}: ${placesOf(records, [...there, ...wanted])}`,
      );
  }
}

/** Where each record of these ids lies, for whoever looks into a complaint. */
function placesOf(records: readonly BusRecord[], ids: readonly string[]): string {
  const asked = new Set(ids);
  const found = records.flatMap(({ source, topic, partition, offset, value }, nth) => {
    const read = topic === topics.observations ? Observation.safeParse(JSON.parse(value)) : undefined;
    return read?.success && asked.has(read.data.id)
      ? [`${read.data.id} at ${source}/${partition}/${offset} (${nth})`]
      : [];
  });
  return found.join('; ');
}

function firstAppearances(records: readonly BusRecord[]): Observation[] {
  const seen = new Set<string>();
  return records.flatMap(({ topic, value }) => {
    if (topic !== topics.observations) return [];
    const read = Observation.safeParse(JSON.parse(value));
    if (!read.success || seen.has(read.data.id)) return [];
    seen.add(read.data.id);
    return [read.data];
  });
}
