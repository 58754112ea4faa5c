import { errorCatalogue, type ErrorCode, Problem } from '#libs/contracts';
import { z } from 'zod';
import { type Route, routes } from './routes.js';

const always: readonly ErrorCode[] = [
  'host-foreign',
  'origin-foreign',
  'too-many-requests',
  'internal',
  'store-unavailable',
];
const viewerFaults: readonly ErrorCode[] = [
  'viewer-missing',
  'viewer-malformed',
  'viewer-unit-unknown',
  'signed-in-otherwise',
];

/** The API as an OpenAPI 3.1 document, made from the table of routes and the zod contracts. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Schemas = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Synco',
      version: '1',
      description: 'The regulator of a federation: post figures, read what changed, deal with alerts.',
    },
    paths,
    components: { schemas },
  };
}

/** Schemas that others refer to, by name. */
export type Schemas = Record<string, unknown>;

function operation(route: Route, schemas: Schemas): object {
  const answer = {
    description: route.summary,
    content: { [route.type ?? 'application/json']: { schema: schemaOf(route.answer, 'output', schemas) } },
  };
  return {
    summary: route.summary,
    parameters: [
      ...pathParameters(route.path),
      ...viewerParameter(route),
      ...onceParameter(route),
      ...queryParameters(route),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input', schemas) } },
          },
        }
      : {}),
    responses: { [route.status ?? 200]: answer, ...problems(route) },
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function viewerParameter({ viewer, path }: Route): object[] {
  if (viewer === 'none') return [];
  const description = 'Who asks, as NAME@UNIT, percent-encoded where it leaves ASCII.';
  const inQuery = path === '/api/stream';
  return [
    {
      name: inQuery ? 'as' : 'Synco-As',
      in: inQuery ? 'query' : 'header',
      required: viewer === 'needed',
      description,
      schema: { type: 'string' },
    },
  ];
}

function onceParameter({ once }: Route): object[] {
  if (!once) return [];
  const description = 'The id of what is sent: the same thing sent again under it is not done twice.';
  return [
    { name: 'Idempotency-Key', in: 'header', required: false, description, schema: { type: 'string', format: 'uuid' } },
  ];
}

function queryParameters({ query }: Route): object[] {
  if (!query) return [];
  return Object.entries(query.shape).map(([name, shape]) => ({
    name,
    in: 'query',
    required: !z.safeParse(shape, undefined).success,
    schema: schemaOf(shape, 'input'),
  }));
}

function problems({ refusals, viewer }: Route): Record<string, object> {
  const codes = [...refusals, ...(viewer === 'none' ? [] : viewerFaults), ...always];
  const byStatus: Record<string, object> = {};
  for (const status of new Set(codes.map((code) => errorCatalogue[code].status))) {
    const same = codes.filter((code) => errorCatalogue[code].status === status);
    const description = same.map((code) => `${code}: ${errorCatalogue[code].title}.`).join(' ');
    byStatus[status] = {
      description,
      content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
    };
  }
  return byStatus;
}

/** A contract as JSON Schema. What refers to itself goes to `schemas`, as references start from the document's root. */
export function schemaOf(contract: z.core.$ZodType, io: 'input' | 'output', schemas: Schemas = {}): object {
  const { $schema: _, ...made } = z.toJSONSchema(contract, { io, unrepresentable: 'any' });
  const place = `Part${Object.keys(schemas).length + 1}`;
  const text = JSON.stringify(made).replaceAll('"#/$defs/', `"#/components/schemas/${place}`);
  const told = z.looseObject({ $defs: z.record(z.string(), z.unknown()).default({}) }).parse(JSON.parse(text));
  const { $defs, ...shape } = told;
  for (const [name, part] of Object.entries($defs)) schemas[`${place}${name}`] = part;
  return shape;
}
