import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const Keys = z.record(z.string(), z.string());
type Env = Record<string, string | undefined>;

/** The key of the session that `synco sign-in` has opened at a server; undefined where there is none. */
export function keptKey(env: Env, server: string): string | undefined {
  return read(env)[server];
}

/** Keeps a key for a server, for nobody but the user to read; null forgets it. Answers the file. */
export function keepKey(env: Env, server: string, key: string | null): string {
  const path = placeOf(env);
  const { [server]: _, ...others } = read(env);
  const keys = key === null ? others : { ...others, [server]: key };
  if (Object.keys(keys).length === 0) {
    rmSync(path, { force: true });
    return path;
  }
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(keys)}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return path;
}

function read(env: Env): Record<string, string> {
  try {
    return Keys.parse(JSON.parse(readFileSync(placeOf(env), 'utf8')));
  } catch {
    // None was kept yet, or somebody has written something else there: then one signs in again.
    return {};
  }
}

function placeOf(env: Env): string {
  return join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'synco', 'keys.json');
}
