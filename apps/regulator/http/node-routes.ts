import { AdmitNodeBody, EnrolKeyBody, Node, NodeAdmitted, NodeList } from '#libs/contracts';
import type { Route } from './routes.js';

const inside = { viewer: 'needed' } as const;

/** The machines that post for a unit, their tokens and their keys. */
export const nodeRoutes: readonly Route[] = [
  {
    ...inside,
    method: 'get',
    path: '/api/units/{id}/nodes',
    summary: 'The machines that post for a unit',
    answer: NodeList,
    refusals: ['unit-unknown', 'not-allowed'],
  },
  {
    ...inside,
    method: 'post',
    path: '/api/units/{id}/nodes',
    summary:
      'Admit a machine that posts for the unit: with a public key for Kafka, else with a token, which is told once',
    body: AdmitNodeBody,
    status: 201,
    answer: NodeAdmitted,
    refusals: ['unit-unknown', 'indicator-unknown', 'not-allowed', 'id-reused', 'key-taken', 'body-malformed'],
  },
  {
    ...inside,
    method: 'post',
    path: '/api/nodes/{id}/tokens',
    summary: 'A further token, told once; the one before holds until it is revoked',
    status: 201,
    answer: NodeAdmitted,
    refusals: ['node-unknown', 'tokens-enough', 'not-allowed'],
  },
  {
    ...inside,
    method: 'post',
    path: '/api/nodes/{id}/tokens/{token}/revoke',
    summary: 'Revoke a token',
    answer: Node,
    refusals: ['node-unknown', 'not-allowed'],
  },
  {
    ...inside,
    method: 'post',
    path: '/api/nodes/{id}/keys',
    summary:
      'Enrol a further public key that the node signs its records on Kafka with; the one before holds until it is revoked',
    body: EnrolKeyBody,
    answer: Node,
    refusals: ['node-unknown', 'keys-enough', 'key-taken', 'not-allowed', 'body-malformed'],
  },
  {
    ...inside,
    method: 'post',
    path: '/api/nodes/{id}/keys/{key}/revoke',
    summary: 'Revoke a public key',
    answer: Node,
    refusals: ['node-unknown', 'not-allowed'],
  },
  {
    ...inside,
    method: 'post',
    path: '/api/nodes/{id}/dismiss',
    summary: 'Dismiss a node: none of its tokens and keys holds any more',
    answer: Node,
    refusals: ['node-unknown', 'not-allowed'],
  },
];
