import type { Cadence } from '#libs/contracts';
import { clockGrid } from './clock-grid.js';
import { days, months, quarters, shifts, weeks, years } from './date-grids.js';
import type { Grid } from './grid.js';

const hours = clockGrid(60);

/** The grid of a cadence. */
export function gridOf(cadence: Cadence): Grid {
  switch (cadence) {
    case 'hour':
      return hours;
    case 'day':
      return days;
    case 'week':
      return weeks;
    case 'month':
      return months;
    case 'quarter':
      return quarters;
    case 'year':
      return years;
    default:
      return 'minutes' in cadence ? clockGrid(cadence.minutes) : shifts(cadence.shifts);
  }
}
