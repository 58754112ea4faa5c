import { alertsDashboard } from './alerts.js';
import { healthDashboard } from './health.js';
import { trendsDashboard } from './trends.js';
import { unitDashboard } from './unit.js';

/** The provisioned dashboards by file, as JSON text. */
export function dashboardFiles(): Map<string, string> {
  const boards = [unitDashboard(), alertsDashboard(), trendsDashboard(), healthDashboard()].map((board) =>
    board.build(),
  );
  return new Map(boards.map((board) => [`${board.uid}.json`, `${JSON.stringify(board, null, 2)}\n`]));
}
