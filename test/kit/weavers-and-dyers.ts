const sort = { measure: 'm', cadence: 'day', scale: 'positive', good: 'more' };

/** Two teams below a root: one with two indicators, and one that is nobody's business but its own. */
export const weaversAndDyers = {
  name: 'Weavers and dyers',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
    { id: 'dyers', name: 'Dyers', parent: 'union' },
  ],
  indicators: [
    { ...sort, id: 'cloth', unit: 'weavers', name: 'Cloth' },
    { ...sort, id: 'waste', unit: 'weavers', name: 'Waste' },
    { ...sort, id: 'dye', unit: 'dyers', name: 'Dye' },
  ],
};
