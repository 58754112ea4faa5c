import { dayOfSource, isoDate } from './days.mjs';
import { mean, quantile, rounded } from './figures.mjs';
import { readSource } from './read-source.mjs';

const departments = { sweing: 'sewing', finishing: 'finishing' };
const learned = 24;

/**
 * The 24 teams of the source, each with its days in order: `{ id, department, number, days, capability, meanWorkers }`, a day
 * being `{ day, productivity, target, workers, overtime, idle, wip }` with `wip` null where the source leaves it blank.
 */
export function garmentTeams() {
  const teams = new Map();
  for (const row of readSource('garment-teams-daily.csv')) {
    const department = departments[row.department];
    const id = `garments-${department}-${row.team_no.padStart(2, '0')}`;
    if (!teams.has(id)) teams.set(id, { id, department, number: Number(row.team_no), days: [] });
    teams.get(id).days.push(readDay(row));
  }
  return [...teams.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(withCapability);
}

/** The steps of the team's target: a value a date on which it changed, moved by `shift` days. */
export function targetSteps({ days }, shift) {
  return days
    .filter(({ target }, index) => target !== days[index - 1]?.target)
    .map(({ day, target }) => ({ from: isoDate(day + shift), value: target }));
}

function readDay(row) {
  return {
    day: dayOfSource(row.date),
    productivity: Number(row.actual_productivity),
    target: Number(row.targeted_productivity),
    workers: Number(row.no_of_workers),
    overtime: Number(row.over_time),
    idle: Number(row.idle_time),
    wip: row.wip === '' ? null : Number(row.wip),
  };
}

function withCapability(team) {
  const days = team.days.toSorted((a, b) => a.day - b.day);
  const twice = days.find(({ day }, index) => day === days[index + 1]?.day);
  if (twice) throw new Error(`${team.id} has two rows for ${isoDate(twice.day)}; say which one counts.`);
  const first = days.slice(0, learned);
  const capability = quantile(
    first.map(({ productivity }) => productivity),
    0.9,
  );
  return { ...team, days, capability: rounded(capability), meanWorkers: mean(first.map(({ workers }) => workers)) };
}
