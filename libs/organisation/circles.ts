/** The circles among things that each lead to at most one other, every circle once; each thing is walked once. */
export function circlesOf(ids: Iterable<string>, next: (id: string) => string | null): string[][] {
  const walked = new Set<string>();
  const circles: string[][] = [];
  for (const start of ids) {
    const way = new Map<string, number>();
    let id: string | null = start;
    while (id !== null && !walked.has(id)) {
      walked.add(id);
      way.set(id, way.size);
      id = next(id);
    }
    const from = id === null ? undefined : way.get(id);
    if (from !== undefined) circles.push([...way.keys()].slice(from));
  }
  return circles;
}

/** A circle as people read it: a → b → a. */
export function circleText(circle: readonly string[]): string {
  return [...circle, circle[0]].join(' → ');
}
