import { type Alert, type Dispatch, Instant, Sentence, sentenceOf, Severity, UnitId } from '#libs/contracts';
import { type Organisation, severityOf } from '#libs/organisation';
import { z } from 'zod';
import { Heard, heardOf } from './heard.js';

/** What somebody is told of an alert: what kind of thing, `where` by names, in which words, and by when something is to be done. */
export const News = z.object({
  alert: z.string(),
  sequence: z.int(),
  unit: UnitId,
  where: z.string(),
  heard: Heard,
  severity: Severity,
  sentence: Sentence,
  until: Instant.nullable(),
});
export type News = z.infer<typeof News>;

/** What a person of the unit is told of a dispatch; null where it is nothing that anybody is called for. */
export function newsOf(organisation: Organisation, { to, indicator, event }: Dispatch, alert: Alert): News | null {
  const heard = heardOf(event.happening.kind);
  if (heard === null) return null;
  const origin = alert.path[0]?.unit ?? to;
  const names = [organisation.unit(origin)?.name ?? origin];
  if (indicator !== null) names.push(organisation.indicator(indicator)?.name ?? indicator);
  const isHolder = alert.path[alert.level]?.unit === to;
  return {
    alert: alert.id,
    sequence: event.sequence,
    unit: to,
    where: names.join(', '),
    heard,
    severity: severityOf(alert.about),
    sentence: sentenceOf(alert.about),
    until: isHolder ? (alert.answerBy ?? alert.climbsAt) : null,
  };
}
