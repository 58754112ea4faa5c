import type { Filter } from '../filter.js';
import { filterVersion, freeze, thaw } from './freeze.js';
import { start } from './start.js';
import type { FilterState } from './state.js';
import { levelOf, update } from './update.js';

/** The multi-process filter with deferred collapse: the filter of the product. */
export const deferredCollapse: Filter<FilterState> = { version: filterVersion, start, update, levelOf, freeze, thaw };
