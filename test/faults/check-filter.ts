import type { Database } from '#libs/adapters-postgres';
import type { Figure, Indicator, OrganisationDocument } from '#libs/contracts';
import { freeze } from '#libs/filtering';
import { type Organisation, organise } from '#libs/organisation';
import { type AssessmentRow, type FilterPlace, type FilterSnapshot, runFilter } from '#libs/regulation';
import { canonical } from './canonical.js';
import { complain, type Findings } from './findings.js';

type Stored = Pick<AssessmentRow, 'ordinal' | 'level' | 'levelSd' | 'slope' | 'score' | 'deviation'> & {
  mean: number;
  sd: number;
  steady: number;
  transient: number;
  step: number;
  ramp: number;
};

/** Runs the filter straight over the figures as they are now, and compares the newest assessments and all snapshots bit for bit. */
export async function checkFilter(
  findings: Findings,
  database: Database,
  document: OrganisationDocument,
): Promise<void> {
  const organisation = organise(1, document);
  for (const indicator of document.indicators) {
    const figures = await settledFigures(database, indicator.id);
    const stored = await newestAssessments(database, indicator.id);
    const snapshots = await snapshotsOf(database, indicator.id);
    const wanted = straightRun(findings, { organisation, indicator, figures, snapshots });
    if (stored.size !== wanted.size)
      complain(findings, 'assessmentsWrong', `${indicator.id} has ${stored.size} assessed periods, not ${wanted.size}`);
    for (const [ordinal, text] of wanted)
      if (stored.get(ordinal) !== text)
        complain(findings, 'assessmentsWrong', `${indicator.id} ${ordinal}: ${stored.get(ordinal)} instead of ${text}`);
  }
}

interface Series {
  organisation: Organisation;
  indicator: Indicator;
  figures: readonly Figure[];
  snapshots: readonly FilterSnapshot[];
}

/** The assessments of one run over everything, by ordinal; on the way each snapshot is compared with the state there. */
function straightRun(findings: Findings, { organisation, indicator, figures, snapshots }: Series): Map<number, string> {
  const zone = organisation.timeZoneOf(indicator.unit);
  const wanted = new Map<number, string>();
  let place: FilterPlace | null = null;
  let from = 0;
  for (const snapshot of [...snapshots, null]) {
    const upTo = snapshot === null ? figures.length : figures.findIndex(({ ordinal }) => ordinal > snapshot.ordinal);
    const until = upTo < 0 ? figures.length : upTo;
    const run = runFilter(indicator, { zone }, place, figures.slice(from, until));
    for (const { figure, assessment } of run.rows) {
      const { forecast, level, levelSd, slope, score, deviation, probabilities } = assessment;
      const shares = { ...probabilities, ramp: probabilities.slope };
      wanted.set(
        figure.ordinal,
        textOf({ ordinal: figure.ordinal, ...forecast, level, levelSd, score, deviation, ...shares, slope }),
      );
    }
    if (run.rows.length > 0) place = run.place;
    from = until;
    if (snapshot && place && frozen(place) !== snapshot.state)
      complain(findings, 'assessmentsWrong', `the snapshot of ${indicator.id} at ${snapshot.ordinal} is another state`);
  }
  return wanted;
}

/** The state as a snapshot holds it: the ordinals of the newest values, a bar, and the frozen filter. */
function frozen({ newest, state }: FilterPlace): string {
  return `${newest.join(' ')}|${freeze(state)}`;
}

/** All that an assessment says, with every bit of its numbers. */
function textOf({ mean, sd, level, levelSd, slope, steady, transient, step, ramp, score, deviation }: Stored): string {
  const numbers = [mean, sd, level, levelSd, slope, steady, transient, step, ramp, score];
  return `${numbers.join(' ')} ${deviation === null ? '' : canonical(deviation)}`;
}

async function settledFigures({ pool }: Database, indicator: string): Promise<Figure[]> {
  const found = await pool.query<Figure>('select * from figure where indicator = $1 and settled order by ordinal', [
    indicator,
  ]);
  return found.rows;
}

async function newestAssessments({ pool }: Database, indicator: string): Promise<Map<number, string>> {
  const found = await pool.query<Stored>(
    `select distinct on (ordinal) ordinal, forecast_mean as mean, forecast_sd as sd, level, level_sd as "levelSd", slope,
       p_steady as steady, p_transient as transient, p_step as step, p_slope as ramp, score, deviation
     from assessment where indicator = $1 order by ordinal, sequence desc`,
    [indicator],
  );
  return new Map(found.rows.map((row) => [row.ordinal, textOf(row)]));
}

async function snapshotsOf({ pool }: Database, indicator: string): Promise<FilterSnapshot[]> {
  const found = await pool.query<FilterSnapshot>(
    'select * from filter_snapshot where indicator = $1 order by ordinal',
    [indicator],
  );
  return found.rows;
}
