// Makes the demo federation from the sources beside this file: the organisation document and a history for each sector.
// By hand: node infra/demo/build.mjs FOLDER [TODAY], TODAY as 2026-11-22.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dayOf, isoDate, weeksUpTo } from './days.mjs';
import { europe } from './europe.mjs';
import { garments, span } from './garments.mjs';
import { toCsv } from './read-source.mjs';

export const demoName = 'Synco demo federation';
const federation = {
  id: 'federation',
  name: demoName,
  parent: null,
  level: 'federation',
  timeZone: 'UTC',
  note: 'The two sectors measure unlike things, so nothing is added up here: the federation hears of what climbs to it.',
};

/** The demo as of a day: `{ document, histories: { garments, europe } }`, the histories as CSV text. */
export function buildDemo(today) {
  const { first, last } = span();
  return demoMovedBy(weeksUpTo(last, dayOf(today)), { first, last });
}

/** The same demo again for a document that was made on an earlier day; null if the document is not the demo's. */
export function rebuildDemo({ name, indicators }) {
  const from = indicators.find(({ id }) => id === 'garments.productivity')?.capability[0]?.from;
  if (name !== demoName || from === undefined) return null;
  const { first, last } = span();
  return demoMovedBy(dayOf(from) - first, { first, last });
}

function demoMovedBy(shift, { first, last }) {
  const sectors = { garments: garments(shift), europe: europe() };
  const { garments: works, europe: countries } = sectors;
  return {
    document: {
      name: demoName,
      credits: credits(shift, first, last),
      units: [federation, ...works.units, ...countries.units],
      indicators: [...works.indicators, ...countries.indicators],
      agreements: [{ unit: 'federation', dealWithin: 'P2W' }, ...works.agreements, ...countries.agreements],
    },
    histories: { garments: toCsv(works.rows), europe: toCsv(countries.rows) },
  };
}

function credits(shift, first, last) {
  return [
    `Garments: Imran, Rahim, Ahmed, "Productivity Prediction of Garment Employees", UCI Machine Learning Repository, doi 10.24432/C51S6D, CC BY 4.0. The dates are moved by ${shift / 7} weeks, so that ${isoDate(first)} … ${isoDate(last)} of the source is ${isoDate(first + shift)} … ${isoDate(last + shift)} here; nothing else is changed.`,
    'Garments: capability and potentiality are demo assumptions, as their evidence says; nobody agreed on them. The target of the source was set from above and is drawn as a line only.',
    'European manufacturing: Eurostat, industrial production index of manufacturing (sts_inpr_m), 2015 = 100, unadjusted, 1990-01 … 2020-12, © European Union, CC BY 4.0. Grouped into regions and averaged without weights for this demo.',
  ];
}

/** Writes the demo into a folder and returns the paths: `{ document, garments, europe }`. */
export function writeDemo(folder, { document, histories }) {
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    document: write('demo.organisation.json', `${JSON.stringify(document, null, 2)}\n`),
    garments: write('garments.csv', histories.garments),
    europe: write('europe.csv', histories.europe),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, today = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
  if (folder === undefined) {
    console.error('Say where to: node infra/demo/build.mjs FOLDER [TODAY]');
    process.exit(1);
  }
  for (const path of Object.values(writeDemo(folder, buildDemo(today)))) console.log(path);
}
