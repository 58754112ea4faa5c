import { enterpriseOf, indicatorOf, type Size, teamOf } from './works.js';

/** One kind of question, and how long its answers took, in milliseconds. */
export interface Asked {
  question: string;
  requests: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

interface Question {
  name: string;
  /** The path and the viewer of the n-th request. */
  ask: (n: number) => { path: string; as: string };
}

/** Asks each question `times` times, one after another, of units and indicators all over the works. */
export async function ask(address: string, size: Size, times: number): Promise<Asked[]> {
  const results: Asked[] = [];
  for (const { name, ask: requestOf } of questions(size)) {
    const waits: number[] = [];
    for (let n = 0; n < times; n += 1) waits.push(await timed(address, requestOf(n)));
    results.push({ question: name, ...quantiles(waits) });
  }
  return results;
}

function questions({ teams, each, lastDay }: Size): Question[] {
  // A prime step visits units far apart, so that no request finds the rows of the one before.
  const team = (n: number) => (n * 7_919) % teams;
  const own = (n: number) => ({ id: indicatorOf(team(n), n % each), as: `bench@${teamOf(team(n))}` });
  const year = Number(lastDay.slice(0, 4));
  const series = (query: (n: number) => string) => (n: number) => {
    const { id, as } = own(n);
    return { path: `/api/indicators/${id}/series?${query(n)}`, as };
  };
  return [
    { name: 'series: the newest 365 days', ask: series(() => 'limit=365') },
    { name: 'series: a year, years ago', ask: series((n) => spanOf(year - 2 - (n % 8))) },
    { name: 'series: as known a year ago', ask: series(() => `limit=365&asKnownAt=${year - 1}-06-01T00:00:00Z`) },
    { name: 'series: all twelve years', ask: series(() => 'limit=5000') },
    { name: 'a team with its indicators', ask: (n) => ({ path: `/api/units/${teamOf(team(n))}`, as: own(n).as }) },
    { name: 'inbox of an enterprise', ask: (n) => ({ path: '/api/alerts', as: `bench@${enterpriseOf(team(n))}` }) },
    {
      name: 'inbox, closed ones',
      ask: (n) => ({ path: '/api/alerts?state=closed', as: `bench@${enterpriseOf(team(n))}` }),
    },
  ];
}

function spanOf(year: number): string {
  return `from=${year}-01-01&to=${year}-12-31`;
}

async function timed(address: string, { path, as }: { path: string; as: string }): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(address + path, { headers: { 'Synco-As': as } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return performance.now() - begun;
}

function quantiles(waits: readonly number[]): Omit<Asked, 'question'> {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1));
  return { requests: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
