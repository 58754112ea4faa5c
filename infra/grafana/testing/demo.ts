import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyOrganisation, type Database, loopStore } from '#libs/adapters-postgres';
import { OrganisationDocument } from '#libs/contracts';
import { actOnAlert } from '#libs/regulation';
import { startRig } from '../../../test/kit/loop-rig.js';

type Figure = readonly [indicator: string, period: string, value: number];

/**
 * Runs a slice of the demo through the loop as if it were live: the productivity and the workers of all garment teams, day by day,
 * and two years of European months before. One alert is dealt with; nobody looks at the others for three months, so that they climb to
 * the root.
 */
export async function fillWithDemo(database: Database): Promise<void> {
  const { document, garments, europe } = readDemo();
  const rig = await startRig(database, '2021-01-05T08:00:00Z');
  await applyOrganisation(database, document, { by: null, now: rig.now, dryRun: false });
  await rig.post(europe.filter(([, period]) => period >= '2019'));
  for (const day of new Set(garments.map(([, period]) => period).toSorted())) {
    rig.now = new Date(Date.parse(day) + 86_400_000).toISOString();
    await rig.post(garments.filter(([indicator, at]) => at === day && /productivity|workers/.test(indicator)));
  }
  await dealWithOne(database, rig.now);
  for (let week = 0; week < 13; week += 1) {
    rig.now = new Date(Date.parse(rig.now) + 7 * 86_400_000).toISOString();
    await rig.settle();
  }
  await rig.close();
}

async function dealWithOne(database: Database, now: string): Promise<void> {
  const open = await database.pool.query<{ id: string; held_by: string }>(
    `select id, held_by from alert where closed_at is null and unit like 'garments-%' order by id limit 1`,
  );
  const { id = '', held_by: unit = '' } = open.rows[0] ?? {};
  const store = loopStore(database);
  const somebody = { by: 'Ana', unit };
  await actOnAlert(store, id, now, () => ({ kind: 'answer', answer: 'help', text: 'Two come at noon.', ...somebody }));
  await actOnAlert(store, id, now, () => ({ kind: 'resolve', cause: 'A needle', remedy: 'A new one', ...somebody }));
}

function readDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'synco-grafana-'));
  execFileSync(process.execPath, ['infra/demo/build.mjs', folder]);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const demo = {
    document: OrganisationDocument.parse(JSON.parse(read('demo.organisation.json'))),
    garments: figuresOf(read('garments.csv')),
    europe: figuresOf(read('europe.csv')),
  };
  rmSync(folder, { recursive: true });
  return demo;
}

function figuresOf(csv: string): Figure[] {
  const [, ...lines] = csv.trim().split('\n');
  return lines.map((line) => {
    const [indicator = '', period = '', value = ''] = line.split(',');
    return [indicator, period, Number(value)];
  });
}
