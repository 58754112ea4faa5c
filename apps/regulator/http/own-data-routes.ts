import { LeaveBody, OwnData } from '#libs/contracts';
import { z } from 'zod';
import type { Route } from './routes.js';

/** One's own data, and leaving with them. */
export const ownDataRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/me/data',
    summary: 'All that is kept of one’s own account',
    viewer: 'none',
    answer: OwnData,
    refusals: ['sign-in-needed'],
  },
  {
    method: 'post',
    path: '/api/me/leave',
    summary: 'End one’s own account for good: name, address and all that was only one’s own are forgotten',
    viewer: 'none',
    body: LeaveBody,
    answer: z.object({}),
    refusals: ['sign-in-needed', 'sign-in-refused', 'sign-in-old', 'not-allowed', 'too-many-tries', 'body-malformed'],
  },
];
