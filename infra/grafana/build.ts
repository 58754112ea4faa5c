import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dashboardFiles } from './all.js';

// `npm run build:grafana` writes the dashboards that are committed beside it.
for (const [name, json] of dashboardFiles())
  writeFileSync(fileURLToPath(new URL(`../../../infra/grafana/dashboards/${name}`, import.meta.url)), json);
