import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each pure lib may import besides itself. The table is a tree of arrows without a circle; anything else fails. */
const pure: Record<string, readonly string[]> = {
  contracts: [],
  organisation: ['contracts'],
  filtering: ['contracts'],
  indicators: ['organisation', 'contracts'],
  alerting: ['organisation', 'contracts'],
  regulation: ['alerting', 'filtering', 'indicators', 'organisation', 'contracts'],
  photos: ['contracts'],
  reporting: ['alerting', 'filtering', 'indicators', 'organisation', 'contracts'],
  channels: ['organisation', 'contracts'],
  importing: ['indicators', 'organisation', 'contracts'],
};

/** Adapters implement the ports of regulation, and hand out the organisation that they store. */
const adapters: Record<string, { libs: readonly string[]; packages: readonly string[] }> = {
  'adapters-kafka': { libs: ['contracts', 'regulation'], packages: ['kafkajs', 'zod'] },
  'adapters-postgres': {
    libs: ['contracts', 'regulation', 'organisation', 'adapters-files'],
    packages: ['pg', '@electric-sql/pglite'],
  },
  'adapters-files': { libs: ['contracts'], packages: [] },
};

const purePackages = ['zod', 'temporal-polyfill'];
/** Readers of file formats, which turn bytes into values and touch nothing else. */
const ownPackages: Record<string, readonly string[]> = { importing: ['csv-parse', 'ical.js', 'read-excel-file'] };
const worldly =
  /\b(new Date\b|Date\.now|Date\.parse|setTimeout|setInterval|setImmediate|process\.|Math\.random|crypto\.)/;

interface Source {
  path: string;
  text: string;
  imports: string[];
}

const sources = ['apps', 'libs', 'infra', 'test'].flatMap((folder) => sourcesBelow(join(root, folder)));
const libs = readdirSync(join(root, 'libs'));
const live = sources.filter(({ path }) => !/\.(test|suite|fixture)\.tsx?$|\/testing\//.test(path));

describe('the architecture', () => {
  it('would notice an arrow that is not there', () => {
    const text =
      "import { readFile } from 'node:fs/promises';\nimport { decide } from '#libs/alerting';\nconst now = Date.now();";
    const bad = { path: 'libs/filtering/x.ts', text, imports: importsOf(text) };
    expect(offences(bad, 'filtering', ['#libs/contracts'])).toHaveLength(2);
    expect(worldly.test(withoutComments(text))).toBe(true);
  });

  it('knows every lib', () => {
    expect(libs.toSorted()).toEqual([...Object.keys(pure), ...Object.keys(adapters)].toSorted());
  });

  it.each(Object.entries(pure))('lets %s import only what lies below it, and nothing of the world', (lib, below) => {
    const own = live.filter(({ path }) => path.startsWith(`libs/${lib}/`));
    const allowed = [...below.map((name) => `#libs/${name}`), ...purePackages, ...(ownPackages[lib] ?? [])];
    expect(own.flatMap((source) => offences(source, lib, allowed))).toEqual([]);
    expect(own.filter(({ text }) => worldly.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
  });

  it.each(Object.entries(adapters))('lets %s import its ports and one package of the world', (lib, allowed) => {
    const own = live.filter(({ path }) => path.startsWith(`libs/${lib}/`));
    const names = [...allowed.libs.map((name) => `#libs/${name}`), ...allowed.packages];
    expect(own.flatMap((source) => offences(source, lib, names, true))).toEqual([]);
  });

  it('lets no app import another, and no lib an app or the infrastructure', () => {
    for (const source of live.filter(({ path }) => path.startsWith('apps/'))) {
      const app = source.path.split('/')[1] ?? '';
      expect(
        reaches(source).filter(
          (path) => /^(apps|infra|test)\//.test(path) && !path.startsWith(`apps/${app}/`) && !setup(path),
        ),
      ).toEqual([]);
    }
    for (const source of live.filter(({ path }) => path.startsWith('libs/'))) {
      expect(reaches(source).filter((path) => !path.startsWith('libs/'))).toEqual([]);
    }
  });

  it('lets the page take types only from the contracts', () => {
    const page = live.filter(({ path }) => path.startsWith('apps/opsroom/'));
    const values = page.flatMap(({ path, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*?from '(#libs[^']*)'/gms)].map(([, name]) => `${path}: ${name}`),
    );
    expect(values).toEqual([]);
  });
});

/** The command line's entry installs and builds what is missing before anything can be imported. */
function setup(path: string): boolean {
  return path.startsWith('infra/setup/');
}

function offences({ path, imports }: Source, lib: string, allowed: readonly string[], node = false): string[] {
  return imports
    .filter((name) => {
      if (name.startsWith('.')) return !join(dirname(path), name).startsWith(`libs/${lib}/`);
      if (name.startsWith('node:')) return !node;
      return !allowed.some((known) => name === known || name.startsWith(`${known}/`));
    })
    .map((name) => `${path} imports ${name}: ${lib} may import ${allowed.join(', ')}`);
}

/** The files that relative imports lead to, from the root. */
function reaches({ path, imports }: Source): string[] {
  return imports.filter((name) => name.startsWith('.')).map((name) => relative(root, join(root, dirname(path), name)));
}

function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(full);
    if (!/\.(ts|tsx|mjs)$/.test(entry.name)) return [];
    const text = readFileSync(full, 'utf8');
    return [{ path: relative(root, full), text, imports: importsOf(text) }];
  });
}

function importsOf(text: string): string[] {
  const found = [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)'([^'\s]+)'/g)];
  return found.flatMap(([, name]) => name ?? []);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
