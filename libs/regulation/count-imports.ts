import type { Observation } from '#libs/contracts';
import type { Admitted } from './admit.js';
import type { Changes, ImportPart } from './rows.js';
import type { ReadRecord } from './take-observations.js';

/** What a chunk has brought of each import and indicator: taken, refused, or known before. */
export function countImports(changes: Changes, read: readonly ReadRecord[], admitted: readonly Admitted[]): void {
  const taken = new Map(admitted.map((one) => [one.observation, one.period.starts]));
  const refused = new Set(changes.refused.map(({ offset }) => offset));
  const parts = new Map<string, ImportPart>();
  for (const { record, observation } of read) {
    if (observation.import === undefined) continue;
    const part = partOf(parts, observation.import, observation);
    const starts = taken.get(observation);
    if (starts !== undefined) addTaken(part, starts);
    else if (refused.has(record.offset)) part.refused += 1;
    else part.repeated += 1;
  }
  changes.imports.push(...parts.values());
}

/** Names the alerts that imported figures have opened. */
export function noteOpened({ imports, alerts }: Changes): void {
  for (const part of imports) {
    const opened = alerts.filter(
      ({ alert, events }) => alert.indicator === part.indicator && events[0]?.sequence === 1,
    );
    part.alerts.push(...opened.map(({ alert }) => alert.id));
  }
}

function partOf(parts: Map<string, ImportPart>, id: string, { indicator }: Observation): ImportPart {
  const key = `${id} ${indicator}`;
  const part = parts.get(key) ?? {
    import: id,
    indicator,
    taken: 0,
    repeated: 0,
    refused: 0,
    first: null,
    last: null,
    alerts: [],
  };
  parts.set(key, part);
  return part;
}

function addTaken(part: ImportPart, starts: string): void {
  part.taken += 1;
  if (part.first === null || starts < part.first) part.first = starts;
  if (part.last === null || starts > part.last) part.last = starts;
}
