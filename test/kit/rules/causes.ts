import type { Alert, Deviation, Indicator } from '#libs/contracts';
import type { Sight } from './ground.js';
import { dayBegins, daysBetween } from './days.js';
import { must } from './hold.js';
import { chainUp } from './hours.js';
import type { Rig } from './rig.js';

/** Rule 8: an alert whose indicator is back where it was is closed, and one that has recovered was back. */
export function recoveriesHold({ sight }: Rig): void {
  for (const alert of sight.alerts.values()) {
    if (alert.about.kind !== 'deviation' || alert.closedAt !== null || (alert.again?.times ?? 1) >= 3) continue;
    const rows = (sight.assessments.get(alert.indicator ?? '') ?? []).slice(-2);
    const { deviation, sd } = alert.about;
    const [, last] = rows;
    if (!last || daysBetween(deviation.onset, last.period) < 2) continue;
    const reach = Math.max(sd, last.forecast.sd);
    const back = rows.every(
      ({ level, levelSd }) => probabilityWithin(reach, level - deviation.levelBefore, levelSd) > 0.8 + 1e-6,
    );
    must('rule 8: what is back at the level before the onset is closed', !back, () => [alert, rows]);
  }
}

/** Rule 8: the reason of an alert still stands in what the filter says by now, or the alert is closed. */
export function reasonsStand({ sight }: Rig): void {
  for (const alert of sight.alerts.values()) {
    if (alert.about.kind !== 'deviation' || alert.closedAt !== null) continue;
    const { id } = alert.about.deviation;
    const said = sight.assessments.get(alert.indicator ?? '') ?? [];
    const still = said.some(({ deviation }) => deviation !== null && deviation.id >= id);
    must('rule 8: a correction that removes the reason withdraws the alert', still, () => [alert, said.slice(-6)]);
  }
}

/** Rule 9: each open alert lies under the nearest open one above that tells of the same, and only there. */
export function causesAreOne({ sight }: Rig): void {
  for (const alert of sight.alerts.values()) {
    if (alert.closedAt !== null || alert.about.kind !== 'deviation') continue;
    const above = alert.apart ? null : belongsUnder(sight, alert, alert.about.deviation);
    must('rule 9: of one cause one is shown', (alert.under?.alert ?? null) === above, () => [alert, above]);
  }
}

function belongsUnder(sight: Sight, part: Alert, { onset }: Deviation): string | null {
  for (const whole of wholesOf(sight, part.indicator)) {
    const passed = !part.path.slice(part.level).some(({ unit }) => unit === whole.unit);
    const found = [...sight.alerts.values()].find(
      ({ indicator, closedAt, sign, about }) =>
        indicator === whole.id &&
        closedAt === null &&
        sign === part.sign &&
        about.kind === 'deviation' &&
        meets(sight, [whole.unit, about.deviation.onset], [part.path[0]?.unit ?? '', onset]),
    );
    if (found && !passed) return found.id;
  }
  return null;
}

function wholesOf({ organisation }: Sight, id: string | null): Indicator[] {
  const { indicators } = organisation.document;
  const whole = indicators.find((one) => one.id === indicators.find((part) => part.id === id)?.into);
  return whole ? [whole, ...wholesOf({ organisation } as Sight, whole.id)] : [];
}

/** Whether a day of the part falls within the three days around that of the whole, each in its own zone. */
function meets({ organisation: { document } }: Sight, whole: [string, string], part: [string, string]): boolean {
  const [[zone, on], [own, date]] = [whole, part].map(
    ([unit, text]) => [chainUp(document, unit).find(({ timeZone }) => timeZone)?.timeZone ?? 'UTC', text] as const,
  ) as [[string, string], [string, string]];
  return dayBegins(own, date) < dayBegins(zone, on, 2) && dayBegins(own, date, 1) > dayBegins(zone, on, -1);
}

/** By the trapezium rule: the probability that a normal variable lies within a reach around 0. */
function probabilityWithin(reach: number, mean: number, sd: number): number {
  const steps = 400;
  const density = (x: number) => Math.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * Math.sqrt(2 * Math.PI));
  const [from, to] = [Math.max(-reach, mean - 8 * sd), Math.min(reach, mean + 8 * sd)];
  if (to <= from) return 0;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1)
    sum += density(from + ((to - from) * step) / steps) * (step === 0 || step === steps ? 0.5 : 1);
  return (sum * (to - from)) / steps;
}

/** Rule 12: the parts that are asked explain four fifths of what all have brought that way, or are five. */
export function questionsHold({ sight }: Rig, heard: number): void {
  for (const { alert: id, happening } of sight.events.slice(heard)) {
    if (happening.kind !== 'asked') continue;
    const whole = sight.alerts.get(id);
    if (whole?.about.kind !== 'deviation') throw new Error('rule 12: only what has moved asks');
    const { onset, direction } = whole.about.deviation;
    const brought = sight.organisation.document.indicators
      .filter(({ into }) => into === whole.indicator)
      .map((part) => ({ part: part.id, by: broughtBy(sight, part.id, onset) * (direction === 'up' ? 1 : -1) }))
      .filter(({ by }) => by > 0)
      .toSorted((one, other) => other.by - one.by);
    const all = brought.reduce((sum, { by }) => sum + by, 0);
    const asked = happening.units.map(({ indicator }) => indicator);
    const share = brought.filter(({ part }) => asked.includes(part)).reduce((sum, { by }) => sum + by, 0) / all;
    const detail = () => [happening, brought];
    must(
      'rule 12: those who explain most are asked',
      asked.every((part, place) => brought[place]?.part === part),
      detail,
    );
    must('rule 12: they explain four fifths', share >= 0.8 - 1e-6 || asked.length === 5, detail);
    must(
      'rule 12: no more are asked than that takes',
      asked.length === 1 || share - (brought[asked.length - 1]?.by ?? 0) / all < 0.8,
      detail,
    );
    must(
      'rule 12: each is asked',
      asked.every((part) => sight.alerts.has(`${id}.asks.${part}`)),
      detail,
    );
  }
}

function broughtBy(sight: Sight, part: string, onset: string): number {
  const forecasts = new Map((sight.assessments.get(part) ?? []).map((row) => [row.period, row.forecast.mean]));
  return (sight.figures.get(part) ?? [])
    .filter(({ period, settled }) => settled && period >= onset)
    .reduce((sum, { period, comparable }) => sum + comparable - (forecasts.get(period) ?? comparable), 0);
}
