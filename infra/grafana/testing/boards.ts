import { z } from 'zod';
import { dashboardFiles } from '../all.js';

const Target = z.object({ rawSql: z.string(), format: z.enum(['time_series', 'table']) });
const Panel = z.object({
  title: z.string(),
  description: z.string(),
  type: z.string(),
  targets: z.array(Target).min(1),
});
const Row = z.object({ type: z.literal('row'), title: z.string(), repeat: z.string() });
const Choice = z.object({ type: z.enum(['query', 'constant']), name: z.string(), query: z.string() });
const Board = z.object({
  panels: z.array(z.union([Row, Panel])).min(1),
  annotations: z.object({ list: z.array(z.object({ name: z.string(), target: Target })).default([]) }),
  templating: z.object({ list: z.array(Choice) }),
});

const boards = [...dashboardFiles()].map(([file, json]) => [file, Board.parse(JSON.parse(json))] as const);

/** Every panel of every dashboard, with a name for it. */
export const panels = boards.flatMap(([file, board]) =>
  board.panels.flatMap((panel) => ('targets' in panel ? [[`${file}: ${panel.title}`, panel] as const] : [])),
);

/** The SQL of every variable that is asked for. */
export const choices = boards.flatMap(([file, { templating }]) =>
  templating.list.filter(({ type }) => type === 'query').map(({ name, query }) => [`${file}: ${name}`, query] as const),
);

/** The SQL of every annotation. */
export const marks = boards.flatMap(([file, { annotations }]) =>
  annotations.list.map(({ name, target }) => [`${file}: ${name}`, target.rawSql] as const),
);
