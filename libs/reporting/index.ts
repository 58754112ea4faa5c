export { alertSummary, alertView } from './alert-view.js';
export { comparisonView, type ComparisonGround } from './comparison.js';
export { indicesAt, seriesView } from './series.js';
export { treesView, unitView } from './unit-view.js';
