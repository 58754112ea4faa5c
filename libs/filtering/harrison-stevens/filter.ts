import type { Filter } from '../filter.js';
import { filterVersion, freeze, thaw } from './freeze.js';
import type { FilterState } from './state.js';
import { levelOf, start, update } from './update.js';

/** The textbook filter: the reference that the better one is held against. */
export const harrisonStevens: Filter<FilterState> = { version: filterVersion, start, update, levelOf, freeze, thaw };
