import {
  Accepted,
  AcknowledgeBody,
  AlertList,
  AlertView,
  AnswerBody,
  AskHelpBody,
  Backtest,
  Change,
  Comparison,
  type ErrorCode,
  Health,
  ObservationStatus,
  OrganisationApplied,
  OrganisationDocument,
  OrganisationVersion,
  PostedBatch,
  PostedObservation,
  RefusedList,
  ReplayBody,
  ReplayFinishBody,
  ReplayStatus,
  ReplayStepBody,
  ResolveBody,
  Series,
  Trees,
  UnitView,
} from '#libs/contracts';
import { z } from 'zod';
import { AlertsQuery, BacktestQuery, OrganisationQuery, RefusedQuery, SeriesQuery, SpanQuery } from './queries.js';

/** A route as the OpenAPI document tells it. `viewer`: whether Synco-As must, may or need not name somebody. */
export interface Route {
  method: 'get' | 'post' | 'put';
  path: string;
  summary: string;
  viewer: 'needed' | 'may' | 'none';
  query?: z.ZodObject;
  body?: z.ZodType;
  status?: number;
  answer: z.ZodType;
  type?: string;
  refusals: readonly ErrorCode[];
}

const act = { method: 'post', viewer: 'needed', answer: AlertView } as const;
const actRefusals = ['alert-unknown', 'alert-closed', 'not-allowed', 'body-malformed'] as const;
const postedOneOrMany = z.union([
  PostedObservation,
  PostedBatch.extend({ observations: z.array(PostedObservation).min(1).max(5000) }),
]);

/** Every route of the API. A test holds this table against the routes that the server has. */
export const routes: readonly Route[] = [
  { method: 'get', path: '/health', summary: 'Whether everything works', viewer: 'none', answer: Health, refusals: [] },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Counters for Prometheus',
    viewer: 'none',
    answer: z.string(),
    type: 'text/plain',
    refusals: [],
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This document',
    viewer: 'none',
    answer: z.looseObject({}),
    refusals: [],
  },
  {
    method: 'get',
    path: '/api/organisation',
    summary: 'The organisation in force',
    viewer: 'none',
    answer: OrganisationVersion,
    refusals: ['organisation-missing'],
  },
  {
    method: 'put',
    path: '/api/organisation',
    summary: 'Apply an organisation document',
    viewer: 'may',
    query: OrganisationQuery,
    body: OrganisationDocument,
    answer: OrganisationApplied,
    refusals: ['organisation-malformed'],
  },
  {
    method: 'post',
    path: '/api/observations',
    summary: 'Post one figure or a batch',
    viewer: 'may',
    body: postedOneOrMany,
    status: 202,
    answer: Accepted,
    refusals: ['body-malformed', 'body-too-large', 'bus-unavailable', 'organisation-missing'],
  },
  {
    method: 'get',
    path: '/api/observations/{id}',
    summary: 'What became of a figure',
    viewer: 'may',
    answer: ObservationStatus,
    refusals: ['observation-unknown', 'not-allowed', 'viewer-missing'],
  },
  {
    method: 'get',
    path: '/api/units',
    summary: 'The trees of the recursion',
    viewer: 'may',
    answer: Trees,
    refusals: ['organisation-missing'],
  },
  {
    method: 'get',
    path: '/api/units/{id}',
    summary: 'A unit with its indicators',
    viewer: 'needed',
    answer: UnitView,
    refusals: ['unit-unknown'],
  },
  {
    method: 'get',
    path: '/api/units/{id}/comparison',
    summary: 'The children of a unit over a span of dates',
    viewer: 'needed',
    query: SpanQuery,
    answer: Comparison,
    refusals: ['unit-unknown', 'query-malformed'],
  },
  {
    method: 'get',
    path: '/api/indicators/{id}/series',
    summary: 'Figures with what the filter said of them',
    viewer: 'needed',
    query: SeriesQuery,
    answer: Series,
    refusals: ['indicator-unknown', 'not-allowed', 'query-malformed'],
  },
  {
    method: 'get',
    path: '/api/indicators/{id}/backtest',
    summary: 'What would have been told with other settings; changes nothing',
    viewer: 'needed',
    query: BacktestQuery,
    answer: Backtest,
    refusals: ['indicator-unknown', 'not-allowed', 'query-malformed', 'value-out-of-scale'],
  },
  {
    method: 'get',
    path: '/api/alerts',
    summary: 'Alerts that have reached the viewer',
    viewer: 'needed',
    query: AlertsQuery,
    answer: AlertList,
    refusals: ['unit-unknown', 'query-malformed'],
  },
  {
    method: 'get',
    path: '/api/alerts/{id}',
    summary: 'An alert with its timeline',
    viewer: 'needed',
    answer: AlertView,
    refusals: ['alert-unknown'],
  },
  {
    ...act,
    path: '/api/alerts/{id}/acknowledge',
    summary: 'We are on it until …',
    body: AcknowledgeBody,
    refusals: [...actRefusals, 'review-too-late'],
  },
  {
    ...act,
    path: '/api/alerts/{id}/answer',
    summary: 'Advice, help or resources, down to the origin',
    body: AnswerBody,
    refusals: actRefusals,
  },
  {
    ...act,
    path: '/api/alerts/{id}/resolve',
    summary: 'Close it, with cause and remedy',
    body: ResolveBody,
    refusals: actRefusals,
  },
  {
    ...act,
    path: '/api/alerts/{id}/ask-help',
    summary: 'Let it climb now',
    body: AskHelpBody,
    refusals: [...actRefusals, 'alert-at-the-top'],
  },
  {
    method: 'get',
    path: '/api/refused',
    summary: 'What was not taken, and why',
    viewer: 'none',
    query: RefusedQuery,
    answer: RefusedList,
    refusals: ['query-malformed'],
  },
  {
    method: 'get',
    path: '/api/stream',
    summary: 'Changes as server-sent events; Last-Event-ID resumes',
    viewer: 'needed',
    answer: Change,
    type: 'text/event-stream',
    refusals: [],
  },
  {
    method: 'get',
    path: '/api/replays',
    summary: 'Replays of history',
    viewer: 'none',
    answer: z.array(ReplayStatus),
    refusals: [],
  },
  {
    method: 'post',
    path: '/api/replays',
    summary: 'Open a replay',
    viewer: 'none',
    body: ReplayBody,
    status: 201,
    answer: ReplayStatus,
    refusals: ['body-malformed'],
  },
  {
    method: 'post',
    path: '/api/replays/{id}/steps',
    summary: 'Let the time of a replay come to an instant, with what was posted then',
    viewer: 'none',
    body: ReplayStepBody,
    answer: ReplayStatus,
    refusals: ['replay-unknown', 'replay-time-backwards'],
  },
  {
    method: 'post',
    path: '/api/replays/{id}/finish',
    summary: 'End a replay',
    viewer: 'none',
    body: ReplayFinishBody,
    answer: ReplayStatus,
    refusals: ['replay-unknown'],
  },
];
