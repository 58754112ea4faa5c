import { isoDate } from './days.mjs';
import { rounded } from './figures.mjs';
import { garmentTeams, targetSteps } from './garment-teams.mjs';

const capabilityEvidence = "Demo assumption: the 90th percentile of the team's first 24 days in the source.";
const potentialityEvidence = 'Demo assumption: 1.1 times the capability.';
const meanEvidence =
  "Demo assumption: the teams' capabilities, weighted by their mean number of workers in their first 24 days.";
const finishingNote =
  'On most days 7 to 10 of the 12 finishing teams have a row in the source, so half of them is enough here.';
const worksNote =
  'Finishing reports with gaps, but is a seventh of the works: seven tenths of the workers are enough here.';

const kinds = {
  productivity: { name: 'Productivity', measure: 'share of the standard output', good: 'more' },
  workers: { name: 'Workers', measure: 'people', good: 'more', sensitivity: 'calm' },
  wip: { name: 'Work in progress', measure: 'unfinished pieces', good: 'less' },
  overtime: { name: 'Overtime', measure: 'minutes', good: 'less' },
  idle: { name: 'Idle time', measure: 'minutes', good: 'less', sensitivity: 'calm' },
};

/** The garment sector with its days moved by `shift` days: `{ units, indicators, agreements, rows }`. */
export function garments(shift) {
  const teams = garmentTeams();
  const indicators = teams.flatMap((team) => teamIndicators(team, shift));
  const upper = [
    aggregate('garments', null, teams, { shift, leastCoverage: 0.7, note: worksNote }),
    aggregate('garments-works', 'garments', teams, { shift, leastCoverage: 0.7, note: worksNote }),
    aggregate('garments-sewing', 'garments-works', ofDepartment(teams, 'sewing'), { shift, leastCoverage: 0.8 }),
    aggregate('garments-finishing', 'garments-works', ofDepartment(teams, 'finishing'), {
      shift,
      leastCoverage: 0.5,
      note: finishingNote,
    }),
  ];
  return {
    units: [...upperUnits, ...teams.map(teamUnit)],
    indicators: [...upper.flat(), ...indicators],
    agreements: [
      { unit: 'garments', dealWithin: 'P4W' },
      { unit: 'garments-works', dealWithin: 'P2W' },
      { unit: 'garments-sewing', dealWithin: 'P1W' },
      { unit: 'garments-finishing', dealWithin: 'P1W' },
      ...teams.map(({ id }) => ({ unit: id, dealWithin: 'P3D' })),
    ],
    rows: teams.flatMap((team) => team.days.flatMap((day) => dayRows(team, day, shift))),
  };
}

/** The first and the last day of the source, as counts of days. */
export function span() {
  const days = garmentTeams().flatMap((team) => team.days.map(({ day }) => day));
  return { first: Math.min(...days), last: Math.max(...days) };
}

const upperUnits = [
  { id: 'garments', name: 'Garments', parent: 'federation', level: 'sector', timeZone: 'Asia/Dhaka' },
  { id: 'garments-works', name: 'Garment works', parent: 'garments', level: 'enterprise' },
  { id: 'garments-sewing', name: 'Sewing', parent: 'garments-works', level: 'department' },
  { id: 'garments-finishing', name: 'Finishing', parent: 'garments-works', level: 'department' },
];

function teamUnit({ id, department, number }) {
  const name = department === 'sewing' ? 'Sewing' : 'Finishing';
  return { id, name: `${name} team ${number}`, parent: `garments-${department}`, level: 'team' };
}

function ofDepartment(teams, department) {
  return teams.filter((team) => team.department === department);
}

function indicator(unit, kind, rest) {
  const scaled = { id: `${unit}.${kind}`, unit, ...kinds[kind], cadence: 'day', scale: 'positive' };
  return { ...scaled, ...(kind === 'productivity' ? { weight: { indicator: `${unit}.workers` } } : {}), ...rest };
}

function teamIndicators(team, shift) {
  const { id, department, capability, days } = team;
  const into = (kind) => ({ into: `garments-${department}.${kind}` });
  const from = isoDate(days[0].day + shift);
  return [
    indicator(id, 'productivity', {
      visibility: 'line',
      ...into('productivity'),
      ...agreed(from, capability, capabilityEvidence),
      references: [{ name: 'Target set from above', values: targetSteps(team, shift) }],
    }),
    ...kindsOf(department).map((kind) => indicator(id, kind, { ...into(kind), weight: people([team]) })),
  ];
}

function kindsOf(department) {
  return department === 'sewing' ? ['workers', 'wip', 'overtime', 'idle'] : ['workers', 'overtime', 'idle'];
}

function aggregate(unit, parent, teams, { shift, leastCoverage, note }) {
  const into = (kind) =>
    parent === null || (parent === 'garments-works' && kind === 'wip') ? {} : { into: `${parent}.${kind}` };
  const capability = teams.reduce((sum, team) => sum + team.capability * team.meanWorkers, 0) / people(teams);
  const from = isoDate(Math.min(...teams.map(({ days }) => days[0].day)) + shift);
  const make = (kind, rule, rest) =>
    indicator(unit, kind, {
      visibility: 'line',
      rollUp: { rule, leastCoverage },
      ...into(kind),
      ...rest,
      ...(note === undefined ? {} : { note }),
    });
  const sums = unit === 'garments-sewing' ? kindsOf('sewing') : kindsOf('finishing');
  return [
    make('productivity', 'mean', agreed(from, rounded(capability), meanEvidence)),
    ...sums.map((kind) => make(kind, 'sum', { weight: people(teams) })),
  ];
}

/** What a unit counts for in the coverage of a sum: the workers that its teams usually have. */
function people(teams) {
  return rounded(teams.reduce((sum, { meanWorkers }) => sum + meanWorkers, 0));
}

function agreed(from, capability, evidence) {
  return {
    capability: [{ from, value: capability, evidence }],
    potentiality: [{ from, value: rounded(1.1 * capability), evidence: potentialityEvidence }],
  };
}

function dayRows(team, day, shift) {
  const at = isoDate(day.day + shift);
  return ['productivity', ...kindsOf(team.department)]
    .filter((kind) => day[kind] !== null)
    .map((kind) => ({ indicator: `${team.id}.${kind}`, at, value: day[kind] }));
}
