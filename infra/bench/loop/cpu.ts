import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second that Linux counts processor time in. */
const ticks = 100;

/** Seconds of processor time that a process and all below it have used so far; 0 where /proc does not tell. */
export function cpuSeconds(root: number): number {
  const stats = allStats();
  const below = new Set([root]);
  for (let grown = true; grown;) {
    const before = below.size;
    for (const { pid, parent } of stats) if (below.has(parent)) below.add(pid);
    grown = below.size > before;
  }
  return stats.filter(({ pid }) => below.has(pid)).reduce((sum, { used }) => sum + used, 0) / ticks;
}

/** Resident memory of one process in MB; 0 where /proc does not tell. */
export function residentMb(pid: number): number {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kb ?? 0) / 1_024);
  } catch {
    return 0;
  }
}

interface Stat {
  pid: number;
  parent: number;
  used: number;
}

function allStats(): Stat[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? statOf(name) : []));
  } catch {
    return [];
  }
}

/** User and system time, with that of children that have ended. */
function statOf(pid: string): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0] = fields.slice(1);
    return [{ pid: Number(pid), parent, used: fields.slice(11, 15).reduce((sum, one) => sum + one, 0) }];
  } catch {
    return [];
  }
}
