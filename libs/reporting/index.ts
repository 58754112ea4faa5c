export { alertSummary, alertView } from './alert-view.js';
export { comparisonView } from './comparison.js';
export { seriesView } from './series.js';
export { treesView, unitView } from './unit-view.js';
