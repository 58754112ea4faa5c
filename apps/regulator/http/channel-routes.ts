import { Channels, ChannelsBody, ChannelTried, DeliveryList, KeyBody } from '#libs/contracts';
import { z } from 'zod';
import type { Route } from './routes.js';

/** How one is reached beside the page. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/me/channels',
    summary: 'How one is reached beside the page',
    viewer: 'none',
    answer: Channels,
    refusals: ['sign-in-needed'],
  },
  {
    method: 'put',
    path: '/api/me/channels',
    summary: 'Choose how one is reached: a channel that is left out is gone',
    viewer: 'none',
    body: ChannelsBody,
    answer: Channels,
    refusals: [
      'sign-in-needed',
      'id-reused',
      'address-refused',
      'token-missing',
      'mail-missing',
      'too-many-tries',
      'body-malformed',
    ],
  },
  {
    method: 'post',
    path: '/api/links/confirm',
    summary: 'Agree to be told things at an address, by the link that was mailed there',
    viewer: 'none',
    body: KeyBody,
    answer: z.object({}),
    refusals: ['link-expired', 'too-many-tries', 'body-malformed'],
  },
  {
    method: 'post',
    path: '/api/me/channels/{id}/test',
    summary: 'Send a message to try a channel',
    viewer: 'none',
    answer: ChannelTried,
    refusals: ['sign-in-needed', 'not-found', 'too-many-tries'],
  },
  {
    method: 'get',
    path: '/api/me/deliveries',
    summary: 'What one was told beside the page, and what waits',
    viewer: 'none',
    answer: DeliveryList,
    refusals: ['sign-in-needed'],
  },
];
