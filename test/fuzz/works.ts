const sort = { measure: 'm', cadence: 'day', scale: 'positive', good: 'more' };

/** The federation at whose doors everything is thrown. */
export const works = {
  name: 'Union',
  units: [
    { id: 'union', name: 'Union', parent: null, timeZone: 'UTC' },
    { id: 'weavers', name: 'Weavers', parent: 'union' },
    { id: 'dyers', name: 'Dyers', parent: 'union' },
  ],
  indicators: [
    { ...sort, id: 'cloth', unit: 'weavers', name: 'Cloth' },
    { ...sort, id: 'waste', unit: 'weavers', name: 'Waste', scale: 'fraction' },
    { ...sort, id: 'dye', unit: 'dyers', name: 'Dye' },
  ],
};
