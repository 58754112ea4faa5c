import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OrganisationDocument } from '#libs/contracts';
import { readOrganisation } from '#libs/organisation';

let folder: string;
let document: OrganisationDocument;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synco-demo-'));
  execFileSync(process.execPath, ['infra/demo/build.mjs', folder, '2026-11-25']);
  document = OrganisationDocument.parse(JSON.parse(readFileSync(join(folder, 'demo.organisation.json'), 'utf8')));
});

afterAll(() => rmSync(folder, { recursive: true }));

function rowsOf(name: string): { indicator: string; at: string; value: number }[] {
  const [, ...lines] = readFileSync(join(folder, name), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [indicator = '', at = '', value = ''] = line.split(',');
    return { indicator, at, value: Number(value) };
  });
}

describe('the demo federation', () => {
  test('is an organisation that the regulator takes', () => {
    expect(readOrganisation(document)).toMatchObject({ ok: true });
  });

  test('has the units whose people sign in to look around', () => {
    const tell = "import { signIns } from './infra/demo/sign-ins.mjs'; console.log(signIns.join())";
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', tell], { encoding: 'utf8' });
    const units = new Set(document.units.map(({ id }) => id));
    expect(
      said
        .trim()
        .split(',')
        .map((signIn) => units.has(signIn.split('@')[1] ?? '')),
    ).toEqual([true, true, true]);
  });

  test('has two sectors, 24 teams and 34 countries', () => {
    const levels = document.units.map(({ level }) => level);
    const counts = ['sector', 'team', 'region', 'country'].map(
      (asked) => levels.filter((level) => level === asked).length,
    );
    expect(counts).toEqual([2, 24, 4, 34]);
  });

  test('ends on the last Wednesday before the day of making, weekdays kept, and says so', () => {
    const days = [...new Set(rowsOf('garments.csv').map(({ at }) => at))].toSorted();
    expect(days).toHaveLength(59);
    expect(days.at(-1)).toBe('2026-11-18');
    expect(days.filter((day) => new Date(day).getUTCDay() === 5)).toEqual([]);
    expect(document.credits.join(' ')).toContain('2026-11-18');
  });

  test('keeps every row of the sources, each for an indicator that is posted', () => {
    const posted = new Set(document.indicators.filter(({ rollUp }) => rollUp === undefined).map(({ id }) => id));
    const [garments, europe] = [rowsOf('garments.csv'), rowsOf('europe.csv')];
    expect([...garments, ...europe].filter(({ indicator }) => !posted.has(indicator))).toEqual([]);
    expect(garments.filter(({ indicator }) => indicator.endsWith('.productivity'))).toHaveLength(1197);
    expect(garments.filter(({ indicator }) => indicator.endsWith('.wip'))).toHaveLength(691);
    expect(new Set(europe.map(({ at }) => at)).size).toBe(372);
  });

  test('marks what it assumes', () => {
    const evidence = document.indicators.flatMap(({ capability, potentiality }) => [...capability, ...potentiality]);
    expect(evidence.length).toBeGreaterThan(48);
    expect(evidence.filter((dated) => !dated.evidence.startsWith('Demo assumption'))).toEqual([]);
  });

  test('has a capability that a team passes on a tenth of its first 24 days', () => {
    for (const { id, capability } of document.indicators.filter(({ unit }) => /-\d\d$/.test(unit))) {
      const [agreed] = capability;
      if (agreed === undefined) continue;
      const first = rowsOf('garments.csv')
        .filter(({ indicator }) => indicator === id)
        .slice(0, 24);
      const above = first.filter(({ value }) => value > agreed.value + 1e-4).length;
      expect(above).toBeGreaterThanOrEqual(0);
      expect(above).toBeLessThanOrEqual(3);
    }
  });
});
