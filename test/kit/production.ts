import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const Package = z.looseObject({ dev: z.boolean().optional(), optional: z.boolean().optional() });
const Lock = z.object({ packages: z.record(z.string(), Package) });

/** Commands of the Dockerfile, as the container runs them. */
export interface Commands {
  start: string[];
  healthcheck: string[];
}

/** Reads the last stage of infra/docker/Dockerfile. */
export function dockerfileCommands(): Commands {
  const text = readFileSync(join(root, 'infra/docker/Dockerfile'), 'utf8');
  const command = (pattern: RegExp) => z.array(z.string()).parse(JSON.parse(pattern.exec(text)?.[1] ?? 'null'));
  return {
    start: command(/^CMD (\[.+\])$/m),
    healthcheck: command(/^HEALTHCHECK[^[]*CMD (\[.+\])$/m),
  };
}

/**
 * Lays out in `folder` what the Dockerfile leaves in /app: the manifest, what was built, the migrations, and of the packages only
 * those that `npm ci --omit=dev` installs; what is made for other machines is in the lock file only.
 */
export function layOutImage(folder: string): void {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const installed = Object.entries(packages).filter(
    ([path, { dev, optional }]) =>
      /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev && !(optional && !existsSync(join(root, path))),
  );
  mkdirSync(folder, { recursive: true });
  for (const path of ['package.json', 'dist', 'infra/timescale', ...installed.map(([path]) => path)])
    cpSync(join(root, path), join(folder, path), { recursive: true });
}
