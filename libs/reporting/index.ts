export { alertSummary, alertView } from './alert-view.js';
export { backtestSummary, countRow, nothingCounted, toldAt } from './backtest.js';
export type { Counted } from './backtest.js';
export { calendarView } from './calendar-view.js';
export { comparisonView } from './comparison.js';
export { periodsIn, reportedIndicators, reportsView } from './reports-view.js';
export { seriesView } from './series.js';
export { treesView, unitView } from './unit-view.js';
export { noticeView } from './notice-view.js';
