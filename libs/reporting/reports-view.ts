import type { Indicator, IndicatorReports, ReportTotals, Unit, UnitReports } from '#libs/contracts';
import { expectationOf } from '#libs/indicators';
import { maySeeIndices, maySeeSeries, type Organisation, type Viewer } from '#libs/organisation';
import { countsOf, instantOf, ordinalsOf, readerOf, reportsOf, type ReportsKnown, type ReportSpan } from './reports.js';

/** Indicators of a unit and all below it that reports are expected of, as far as the viewer may know of them. */
export function reportedIndicators(organisation: Organisation, unit: string, viewer: Viewer): Indicator[] {
  const own = organisation
    .indicatorsOf(unit)
    .filter((one) => maySeeIndices(organisation, viewer, one) && expectationOf(organisation, one) !== null);
  return [...own, ...organisation.childrenOf(unit).flatMap(({ id }) => reportedIndicators(organisation, id, viewer))];
}

/** How many periods all these indicators have in a span: what it costs to look at them. */
export function periodsIn(organisation: Organisation, indicators: readonly Indicator[], span: ReportSpan): number {
  return indicators.reduce((sum, indicator) => {
    const expectation = expectationOf(organisation, indicator);
    const [first, last] = expectation ? ordinalsOf(expectation, span) : [0, -1];
    return sum + Math.max(0, last - first + 1);
  }, 0);
}

/** What has been reported of a unit and of the units inside it. */
export function reportsView(
  organisation: Organisation,
  unit: Unit,
  viewer: Viewer,
  { span, reports, mayRead }: { span: ReportSpan; reports: ReportsKnown; mayRead: ReadonlySet<string> },
): UnitReports {
  const lines = new Map(reportedIndicators(organisation, unit.id, viewer).map((one) => [one.id, one]));
  const read = readerOf(reports);
  const all = [...lines.values()].flatMap((indicator) => {
    const expectation = expectationOf(organisation, indicator);
    const zeros = mayRead.has(indicator.id) || maySeeSeries(organisation, viewer, indicator, []);
    if (!expectation) return [];
    return [{ unit: indicator.unit, ...reportsOf(organisation, indicator, expectation, { span, read, zeros }) }];
  });
  const totals = (of: Unit) =>
    totalsOf(
      of,
      all.filter((one) => one.unit === of.id || organisation.isBelow(one.unit, of.id)),
    );
  return {
    from: span.from,
    to: span.to,
    total: totals(unit),
    indicators: all.filter((one) => one.unit === unit.id).map(({ unit: _of, ...reported }) => reported),
    children: organisation
      .childrenOf(unit.id)
      .map(totals)
      .filter(({ counts, silentIndicators }) => counts.expected + silentIndicators > 0)
      .toSorted(mostSilentFirst),
  };
}

function mostSilentFirst(one: ReportTotals, other: ReportTotals): number {
  const [more, missing] = [other.silentIndicators - one.silentIndicators, other.counts.missing - one.counts.missing];
  return more || missing || (one.counts.rate ?? 1) - (other.counts.rate ?? 1);
}

/** So many silences are listed for a unit; how many there are is said besides. */
const mostListed = 20;

function totalsOf({ id, name }: Unit, reports: readonly IndicatorReports[]): ReportTotals {
  const silent = reports.flatMap((one) => one.silent ?? []).toSorted((a, b) => instantOf(a.since) - instantOf(b.since));
  return {
    unit: id,
    unitName: name,
    counts: countsOf(reports.map(({ counts }) => counts)),
    silentIndicators: silent.length,
    silent: silent.slice(0, mostListed),
  };
}
