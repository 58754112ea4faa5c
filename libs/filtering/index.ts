export type { Filter, FilterAssessment, FilterDeviation, FilterInput, FilterSettings, Level } from './filter.js';
export { unknownSd } from './filter.js';
export { filterVersion, freeze, thaw } from './deferred-collapse/freeze.js';
export { start } from './deferred-collapse/start.js';
export type { FilterState } from './deferred-collapse/state.js';
export { levelOf, proceed, update } from './deferred-collapse/update.js';
export { harrisonStevens } from './harrison-stevens/filter.js';
export { sentenceOf } from './sentences/sentence.js';
export type { NamedPeriods } from './sentences/sentence.js';
