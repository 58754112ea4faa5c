import { errorCatalogue, type ErrorCode, Problem } from '#libs/contracts';
import { z } from 'zod';
import { type Route, routes } from './routes.js';

const always: readonly ErrorCode[] = ['host-foreign', 'origin-foreign', 'internal', 'store-unavailable'];
const viewerFaults: readonly ErrorCode[] = ['viewer-missing', 'viewer-malformed', 'viewer-unit-unknown'];

/** The API as an OpenAPI 3.1 document, made from the table of routes and the zod contracts. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Synco',
      version: '1',
      description: 'The regulator of a federation: post figures, read what changed, deal with alerts.',
    },
    paths,
  };
}

function operation(route: Route): object {
  const answer = {
    description: route.summary,
    content: { [route.type ?? 'application/json']: { schema: schemaOf(route.answer, 'output') } },
  };
  return {
    summary: route.summary,
    parameters: [...pathParameters(route.path), ...viewerParameter(route), ...queryParameters(route)],
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
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

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return shape;
}
