import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { BadSettings, readConfig } from './config.js';
import { withPassword } from './database-address.js';

let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synco-password-'));
  path = join(folder, 'password.txt');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the driver makes of an address. */
function understood(connectionString: string) {
  const { password, user, host, database } = new pg.Client({ connectionString });
  return { password, user, host, database };
}

describe("the database's password in a file", () => {
  it.each(['postgres://synco@timescale:5432/works', 'postgresql://synco@localhost/works?sslmode=disable'])(
    'comes to the driver as it was written, whatever is in it: %s',
    (url) => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (password) => {
          fc.pre(password.trim() !== '');
          writeFileSync(path, `${password}\n`);
          const address = withPassword(url, path);
          expect(understood('text' in address ? address.text : '')).toMatchObject({
            password,
            user: 'synco',
            database: 'works',
          });
        }),
      );
    },
  );

  it('also reaches a local socket', () => {
    writeFileSync(path, 'p&q=%41 +/');
    const address = withPassword('postgres:///works?host=/run/postgresql&user=synco', path);
    expect(understood('text' in address ? address.text : '')).toEqual({
      password: 'p&q=%41 +/',
      user: 'synco',
      host: '/run/postgresql',
      database: 'works',
    });
  });

  it.each([
    [{}, 'it needs DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://synco:open-sesame@timescale/works' }, 'DATABASE_URL holds a password already'],
    [{ DATABASE_URL: 'postgres://synco@time scale/works' }, 'DATABASE_URL is not an address'],
  ])('stops the start with a sentence where it cannot be put in: %j', (environment, clause) => {
    writeFileSync(path, 'open-sesame');
    expect(() => readConfig({ ...environment, DATABASE_PASSWORD_FILE: path })).toThrow(
      new RegExp(`^The setting DATABASE_PASSWORD_FILE cannot be used: ${clause}(?!.*sesame).*\\.$`),
    );
  });

  it.each([
    ['gone', /cannot be read \(ENOENT\)\.$/],
    ['.', /cannot be read \(EISDIR\)\.$/],
  ])('stops the start where there is no such file: %s', (name, clause) => {
    const environment = {
      DATABASE_URL: 'postgres://synco@timescale/works',
      DATABASE_PASSWORD_FILE: join(folder, name),
    };
    expect(() => readConfig(environment)).toThrow(BadSettings);
    expect(() => readConfig(environment)).toThrow(clause);
  });

  it('that is empty stops the start', () => {
    writeFileSync(path, '\n');
    const environment = { DATABASE_URL: 'postgres://synco@timescale/works', DATABASE_PASSWORD_FILE: path };
    expect(() => readConfig(environment)).toThrow(/DATABASE_PASSWORD_FILE cannot be used: the file .+ is empty\.$/);
  });
});
