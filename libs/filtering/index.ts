export type { Filter, FilterAssessment, FilterDeviation, FilterInput, FilterSettings, Level } from './filter.js';
export { unknownSd } from './filter.js';
export { levelOf, start, update } from './harrison-stevens/update.js';
export { filterVersion, freeze, thaw } from './harrison-stevens/freeze.js';
export type { FilterState } from './harrison-stevens/state.js';
export { harrisonStevens } from './harrison-stevens/filter.js';
export { sentenceOf } from './sentences/sentence.js';
export type { NamedPeriods } from './sentences/sentence.js';
