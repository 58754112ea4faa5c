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
 * The demo's files are written to a folder under `dataDir`. `synco` runs a command of the command line.
 */
export async function offerDemo({ address, dataDir, synco, isOpen, isStopping }) {
  const key = isOpen ? null : await signIn(address);
  if (key === undefined) return say(address, 'people have accounts here, so the demo is left alone');
  if (key !== null) process.env.SYNCO_KEY = key;
  const applied = await appliedDocument(address);
  const demo = applied === null ? buildDemo(new Date().toISOString().slice(0, 10)) : rebuildDemo(applied);
  if (demo === null) return say(address, `it runs the organisation "${applied.name}"`);
  const paths = writeDemo(join(dataDir, 'demo'), demo);
  if (applied === null) await synco('organisation', 'apply', paths.document, '--as', speaker);
  const over = new Set((await ask(address, '/api/replays')).filter((replay) => replay.over).map(({ name }) => name));
  const waiting = replays.filter(({ name }) => !over.has(name));
  if (waiting.length === 0) return say(address, 'the demo federation is there');
  say(address, 'history is being replayed, the page is usable now');
  for (const { history, name, stillOpen } of waiting) {
    if (isStopping()) return;
    await synco('replay', paths[history], '--name', name, '--still-open', stillOpen, '--as', speaker);
  }
  say(address, 'the history is in');
}

function say(address, what) {
  console.log(`\nSynco is at ${address} — ${what}.\n`);
}

async function appliedDocument(address) {
  const { code, document } = await ask(address, '/api/organisation');
  if (code === 'mandate-missing') return { name: 'of others', indicators: [] };
  return code === 'organisation-missing' ? null : document;
}

/** The key of a session as whoever sets the demo up; undefined where people have accounts of their own. */
async function signIn(address) {
  const answer = await fetch(`${address}/api/sign-in/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ unit: null, carry: 'key' }),
  });
  return answer.ok ? (await answer.json()).key : undefined;
}

async function ask(address, path) {
  const headers = process.env.SYNCO_KEY ? { authorization: `Bearer ${process.env.SYNCO_KEY}` } : {};
  const answer = await fetch(address + path, { headers });
  const body = await answer.json();
  if (answer.ok || ['organisation-missing', 'mandate-missing'].includes(body.code)) return body;
  throw new Error(`${path} gave no answer: ${body.detail} (${body.code})`);
}
