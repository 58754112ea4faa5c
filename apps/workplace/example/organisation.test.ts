import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { readOrganisation } from '#libs/organisation';

it('the example that the README points to can be applied as it is', () => {
  const example: unknown = JSON.parse(readFileSync(new URL('organisation.json', import.meta.url), 'utf8'));
  expect(readOrganisation(example)).toMatchObject({ ok: true });
});
