import type { Database } from '#libs/adapters-postgres';
import { tell } from '#libs/alerting';
import { Alert, AlertEvent, Dispatch, topics } from '#libs/contracts';
import { grouped } from '#libs/organisation';
import { canonical } from './canonical.js';
import { complain, type Findings } from './findings.js';
import { foldOf } from './fold.js';
import type { BusRecord } from './stage.js';

/** What must have happened: these indicators have fallen, each once, and their alerts have had all the time to climb. */
export interface Fallen {
  fallen: readonly string[];
  records: readonly BusRecord[];
}

/** Every fall has one alert, every alert has climbed each level once, every unit was told each event, and no clock is left. */
export async function checkAlerts(findings: Findings, { pool }: Database, { fallen, records }: Fallen): Promise<void> {
  const alerts = (await pool.query<{ body: unknown }>('select body from alert order by id')).rows.map(({ body }) =>
    Alert.parse(body),
  );
  const rows = await pool.query('select alert, sequence, at, happening from alert_event order by alert, sequence');
  const events = grouped(
    rows.rows.map((row) => AlertEvent.parse(row)),
    ({ alert }) => alert,
  );
  checkFalls(findings, alerts, fallen);
  const told = new Set<string>();
  for (const alert of alerts) checkTimeline(findings, { alert, events: events.get(alert.id) ?? [], told });
  checkDispatches(findings, told, records);
  const clocks = await pool.query<{ subject: string }>("select subject from timer where kind = 'climb'");
  for (const { subject } of clocks.rows) findings.complaints.push(`the clock of ${subject} is left`);
}

function checkFalls(findings: Findings, alerts: readonly Alert[], fallen: readonly string[]): void {
  const raised = grouped(alerts, ({ indicator }) => indicator ?? '');
  for (const indicator of fallen)
    if (!raised.has(indicator)) complain(findings, 'climbsLost', `no alert was raised for ${indicator}`);
  for (const [indicator, several] of raised)
    if (several.length > 1 || !fallen.includes(indicator))
      complain(findings, 'climbsDoubled', `${indicator} has the alerts ${several.map(({ id }) => id).join()}`);
}

interface Timeline {
  alert: Alert;
  events: readonly AlertEvent[];
  /** The ids of all messages that units must have got. */
  told: Set<string>;
}

function checkTimeline(findings: Findings, { alert, events, told }: Timeline): void {
  if (events.some(({ sequence }, index) => sequence !== index + 1))
    findings.complaints.push(`the sequence of ${alert.id} is ${events.map(({ sequence }) => sequence).join()}`);
  const states = foldOf(events, alert.replayed);
  if (canonical(states.at(-1)) !== canonical(alert))
    findings.complaints.push(`${alert.id} is not what its events have made it`);
  const steps = events.flatMap(({ happening }) => (happening.kind === 'climbed' ? [happening.to] : []));
  const due = alert.closedAt === null ? alert.path.slice(1).map(({ unit }) => unit) : steps;
  findings.climbsDue += due.length;
  for (const unit of due)
    if (!steps.includes(unit)) complain(findings, 'climbsLost', `${alert.id} has not come to ${unit}`);
  if (steps.length > new Set(steps).size || steps.some((unit, index) => unit !== due[index]))
    complain(findings, 'climbsDoubled', `${alert.id} went ${steps.join(' ')}`);
  for (const [index, event] of events.entries()) {
    const [before, after] = [states[index - 1], states[index]];
    if (event.happening.kind === 'climbed' && Date.parse(event.at) < Date.parse(before?.climbsAt ?? ''))
      findings.complaints.push(`${alert.id} climbed at ${event.at}, before ${before?.climbsAt}`);
    if (after) for (const { to } of tell(after, event)) told.add(`${alert.id}/${event.sequence}/${to}`);
  }
}

/** Each message lies on the bus; one that lies there twice says the same twice. */
function checkDispatches(findings: Findings, told: ReadonlySet<string>, records: readonly BusRecord[]): void {
  const said = new Map<string, string>();
  const newest = new Map<string, number>();
  for (const { topic, value } of records) {
    if (topic !== topics.dispatches) continue;
    const { id, to, event } = Dispatch.parse(JSON.parse(value));
    const before = said.get(id);
    if (before !== undefined) findings.repeated += 1;
    if (before !== undefined && before !== value) findings.complaints.push(`the message ${id} says two things`);
    said.set(id, value);
    if (!told.has(id)) complain(findings, 'climbsDoubled', `nobody was to be told ${id}`);
    const last = newest.get(`${event.alert} ${to}`) ?? 0;
    if (before === undefined && event.sequence < last) findings.complaints.push(`${id} came after number ${last}`);
    newest.set(`${event.alert} ${to}`, Math.max(last, event.sequence));
  }
  for (const id of told) if (!said.has(id)) complain(findings, 'climbsLost', `the message ${id} was never sent`);
}
