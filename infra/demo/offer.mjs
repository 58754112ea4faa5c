import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDemo, rebuildDemo, writeDemo } from './build.mjs';

const speaker = 'demo@federation';
const replays = [
  { history: 'garments', name: 'Demo: garment teams', stillOpen: 'keep' },
  // Nobody can act on 2020 any more.
  { history: 'europe', name: 'Demo: European manufacturing', stillOpen: 'close' },
];

/**
 * Gives the server at `address` the demo, unless it has an organisation of its own; goes on where an earlier start was cut short.
 * What is done is noted in a folder under `dataDir`. `synco` runs a command of the command line.
 */
export async function offerDemo({ address, dataDir, synco, isStopping }) {
  const applied = await appliedDocument(address);
  const demo = applied === null ? buildDemo(new Date().toISOString().slice(0, 10)) : rebuildDemo(applied);
  if (demo === null) return say(address, `it runs the organisation "${applied.name}"`);
  const folder = join(dataDir, 'demo');
  const paths = writeDemo(folder, demo);
  const notes = openNotes(join(folder, 'replayed.json'), applied === null);
  if (applied === null) await synco('organisation', 'apply', paths.document, '--as', speaker);
  const waiting = replays.filter(({ history }) => !notes.has(history));
  if (waiting.length === 0) return say(address, 'the demo federation is there');
  say(address, 'history is being replayed, the page is usable now');
  for (const { history, name, stillOpen } of waiting) {
    if (isStopping()) return;
    await synco('replay', paths[history], '--name', name, '--still-open', stillOpen, '--as', speaker);
    notes.add(history);
  }
  say(address, 'the history is in');
}

function say(address, what) {
  console.log(`\nSynco is at ${address} — ${what}.\n`);
}

async function appliedDocument(address) {
  const answer = await fetch(`${address}/api/organisation`, { headers: { 'synco-as': speaker } });
  const body = await answer.json();
  if (answer.ok) return body.document;
  if (body.code === 'organisation-missing') return null;
  throw new Error(`The server does not say which organisation it runs: ${body.detail} (${body.code})`);
}

function openNotes(path, fresh) {
  const done = new Set(fresh || !existsSync(path) ? [] : JSON.parse(readFileSync(path, 'utf8')));
  const save = () => writeFileSync(path, JSON.stringify([...done]));
  if (fresh) save();
  return {
    has: (history) => done.has(history),
    add: (history) => {
      done.add(history);
      save();
    },
  };
}
