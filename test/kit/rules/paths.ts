import type { Agreement, AlertHappening, OrganisationDocument, Step } from '#libs/contracts';
import { chainUp, type Hours } from './hours.js';

type Raised = Extract<AlertHappening, { kind: 'raised' }>;

/** What is in force: the document, and the hours of each unit. */
export interface InForce {
  document: OrganisationDocument;
  hours: (unit: string) => Hours;
}

/** The way and the times that an alert is to be given when it opens (rule 2), by what was agreed and nothing else. */
export function pathFor(now: InForce, raised: Raised): Step[] {
  const origin = raised.path[0]?.unit ?? '';
  const way = chainUp(now.document, origin).map(({ id }) => stepFor(now, id, raised));
  if (raised.about.kind === 'question') return way.slice(0, 1);
  if (raised.level === undefined) return way;
  const aim = way.findIndex(({ unit }) => unit === raised.path[1]?.unit);
  return aim < 1 ? [] : [...way.slice(0, 1), ...way.slice(aim)];
}

function stepFor({ document, hours }: InForce, unit: string, { about, indicator }: Raised): Step {
  const severe =
    (about.kind === 'silence' && about.silence === 'missing') ||
    (about.kind === 'deviation' && Math.abs(about.deviation.sizeInSd) >= 6);
  const severity = severe ? 'severe' : 'ordinary';
  const fits = (one: Agreement) =>
    (one.indicator === undefined || one.indicator === indicator) &&
    (one.kind === undefined || one.kind === about.kind) &&
    (one.severity === undefined || one.severity === severity);
  const nearest = chainUp(document, unit)
    .map(({ id }) => document.agreements.filter((one) => one.unit === id && fits(one)))
    .find((all) => all.length > 0);
  const [agreed] = (nearest ?? []).toSorted((one, other) => weight(other) - weight(one));
  const { day } = hours(unit);
  return {
    unit,
    minutes: minutesIn(agreed?.dealWithin ?? 'P1D', day),
    ...(agreed?.acknowledgeWithin !== undefined && { acknowledge: minutesIn(agreed.acknowledgeWithin, day) }),
  };
}

/** PT90M, PT6H or P1D: all that the stories agree on. */
function minutesIn(duration: string, day: number): number {
  const [, number = '0', unit = ''] = /(\d+)([MHD])$/.exec(duration) ?? [];
  return Number(number) * ({ M: 1, H: 60, D: day }[unit] ?? 0);
}

/** The indicator is more precise than the kind, the kind more than the severity. */
function weight({ indicator, kind, severity }: Agreement): number {
  return (indicator ? 4 : 0) + (kind ? 2 : 0) + (severity ? 1 : 0);
}
