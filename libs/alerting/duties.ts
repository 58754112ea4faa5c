import type { Alert, AlertEvent } from '#libs/contracts';
import { apply, fold } from './fold.js';

/** That a unit owed an answer: to a cord that came to it from below, or to a question that it was asked. */
export interface Duty {
  unit: string;
  kind: 'cord' | 'question';
  since: string;
  dueAt: string;
  answeredAt: string | null;
  /** Whether the time was up before it answered. */
  overdue: boolean;
  /** When the alert ended before it had answered. */
  endedAt: string | null;
}

/** Every answer that was owed in the course of an alert, in the order in which they came to be. */
export function dutiesOf(events: readonly AlertEvent[]): Duty[] {
  const [first, ...rest] = events;
  if (!first) return [];
  let alert = fold([first], false);
  const duties: Duty[] = [];
  begin(duties, alert, first.at);
  for (const event of rest) {
    const before = alert;
    alert = apply(before, event);
    go(duties, { before, alert, event });
  }
  return duties;
}

function go(duties: Duty[], { before, alert, event }: { before: Alert; alert: Alert; event: AlertEvent }): void {
  const { happening, at } = event;
  const open = (unit: string) => duties.findLast((duty) => duty.unit === unit && isOpen(duty));
  if (happening.kind === 'answer-overdue') {
    const duty = open(happening.unit);
    if (duty) duty.overdue = true;
  }
  if (happening.kind === 'answered') {
    const duty = open(happening.unit);
    if (duty) duty.answeredAt = at;
  }
  if (alert.closedAt !== null && before.closedAt === null) {
    for (const duty of duties.filter(isOpen)) duty.endedAt = at;
  }
  if (alert.answerBy === null) return;
  if (alert.level !== before.level) begin(duties, alert, at);
  else if (alert.answerBy !== before.answerBy) {
    const duty = open(alert.path[alert.level]?.unit ?? '');
    if (duty) duty.dueAt = alert.answerBy;
  }
}

function begin(duties: Duty[], { about, answerBy, path, level }: Alert, since: string): void {
  const unit = path[level]?.unit;
  if (answerBy === null || unit === undefined || (about.kind !== 'cord' && about.kind !== 'question')) return;
  duties.push({ unit, kind: about.kind, since, dueAt: answerBy, answeredAt: null, overdue: false, endedAt: null });
}

function isOpen({ answeredAt, endedAt }: Duty): boolean {
  return answeredAt === null && endedAt === null;
}
