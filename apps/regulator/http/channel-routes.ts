import { Channels, ChannelsBody, ChannelTried, DeliveryList } from '#libs/contracts';
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
    refusals: ['sign-in-needed', 'id-reused', 'address-refused', 'token-missing', 'body-malformed'],
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
