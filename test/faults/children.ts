import { readFileSync } from 'node:fs';

/** Kills the children of a process that this one has started, and with `self` the process too. Linux only. */
export function killChildren(pid: number | undefined, { self = false } = {}): void {
  if (pid === undefined) return;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  for (const one of [...(self ? [pid] : []), ...children]) kill(one);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
