import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSecret } from './secret.js';

let folder: string;
const file = () => join(folder, 'password.txt');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synco-secret-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a secret in a file', () => {
  it.each([
    ['open sesame', 'open sesame'],
    ['open sesame\n', 'open sesame'],
    ['open sesame\r\n', 'open sesame'],
    [' spaces belong to it \n\n', ' spaces belong to it \n'],
  ])('is its text without the last line end: %j', (written, text) => {
    writeFileSync(file(), written);
    expect(readSecret(file())).toEqual({ text });
  });

  it.each(['', '\n', '  \n'])('that is empty is a fault: %j', (written) => {
    writeFileSync(file(), written);
    expect(readSecret(file())).toEqual({ fault: `the file ${file()} is empty` });
  });

  it('that cannot be read is a fault with the reason', () => {
    expect(readSecret(join(folder, 'nowhere'))).toEqual({
      fault: `the file ${join(folder, 'nowhere')} cannot be read (ENOENT)`,
    });
    expect(readSecret(folder)).toEqual({ fault: `the file ${folder} cannot be read (EISDIR)` });
  });
});
