import { regions } from './countries.mjs';
import { readSource } from './read-source.mjs';

const unadjusted = 'Unadjusted: the seasons and the number of working days are in it.';
const meanOfCountries =
  'Plain mean of the countries that have reported. Most series begin in 2000: with four fifths as the least coverage the mean is filtered from then on, over nearly the same countries throughout.';
const meanOfRegions = 'Plain mean of the regions: each counts the same, whatever its size.';

/** European manufacturing, months as in the source: `{ units, indicators, agreements, rows }`. */
export function europe() {
  return {
    units: [
      {
        id: 'europe',
        name: 'European manufacturing',
        parent: 'federation',
        level: 'sector',
        timeZone: 'Europe/Brussels',
      },
      ...regions.flatMap(regionUnits),
    ],
    indicators: [
      output('europe', { rollUp: { rule: 'mean' }, note: meanOfRegions }),
      ...regions.flatMap(({ id, countries }) => [
        output(`europe-${id}`, { into: 'europe.output', rollUp: { rule: 'mean' }, note: meanOfCountries }),
        ...Object.keys(countries).map((code) =>
          output(unitOf(code), { into: `europe-${id}.output`, note: unadjusted }),
        ),
      ]),
    ],
    agreements: [
      { unit: 'europe', dealWithin: 'P60D' },
      ...regions.map(({ id }) => ({ unit: `europe-${id}`, dealWithin: 'P30D' })),
    ],
    rows: readSource('eu-manufacturing-monthly.csv').flatMap(monthRows),
  };
}

function unitOf(code) {
  return `europe-${code.toLowerCase()}`;
}

function regionUnits({ id, name, countries }) {
  const parent = `europe-${id}`;
  return [
    { id: parent, name, parent: 'europe', level: 'region' },
    ...Object.entries(countries).map(([code, [country, timeZone]]) => ({
      id: unitOf(code),
      name: country,
      parent,
      level: 'country',
      timeZone,
    })),
  ];
}

function output(unit, rest) {
  return {
    id: `${unit}.output`,
    unit,
    name: 'Manufacturing output',
    measure: '2015 = 100',
    cadence: 'month',
    scale: 'positive',
    good: 'more',
    visibility: 'federation',
    ...rest,
  };
}

function monthRows({ date, ...values }) {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([code, value]) => ({ indicator: `${unitOf(code)}.output`, at: date.slice(0, 7), value: Number(value) }));
}
