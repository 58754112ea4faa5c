import type { Outgoing } from '#libs/contracts';
import type { Message } from './message.js';
import type { News } from './news.js';

/** A message with what it is made of; the same `id` again is the same letter, sent once more. */
export interface Letter {
  id: string;
  message: Message;
  news: readonly News[];
}

/** What is sent over HTTP, as it is. */
export interface Post {
  method: 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body: string;
}

type Hook = Exclude<Outgoing, { kind: 'push' }>;

/** The letter of some news, named by them: made once more of the same, it is the same letter. */
export function letterOf(news: readonly News[], message: Message): Letter {
  const ends = [news.at(0), news.at(-1)].map((one) => `${one?.alert}.${one?.sequence}`);
  return { id: `${ends.join('-')}-${news.length}`, message, news };
}

/** A letter as the receiver wants it; `token` lets into the account there. Of a webhook, it still has to be signed. */
export function postOf(channel: Hook, { id, message, news }: Letter, token: string | null): Post {
  const { subject, text, link } = message;
  const bearer = token === null ? {} : { authorization: `Bearer ${token}` };
  switch (channel.kind) {
    case 'webhook':
      return post(channel.url, { id, subject, text, link, news });
    case 'telegram': {
      const body = {
        chat_id: channel.chat,
        text: shortened(message, 4000),
        link_preview_options: { is_disabled: true },
      };
      return post(below(channel.url, `bot${token ?? ''}/sendMessage`), body);
    }
    case 'ntfy': {
      const priority = news.some(({ severity }) => severity === 'severe') ? 5 : 3;
      const body = { topic: channel.topic, title: subject, message: shortened(message, 1000), click: link, priority };
      return post(channel.url, body, bearer);
    }
    case 'matrix': {
      const path = `_matrix/client/v3/rooms/${encodeURIComponent(channel.room)}/send/m.room.message/${encodeURIComponent(id)}`;
      // Nobody is called by name, whatever somebody has written: "@room" is two words of a text.
      const body = { msgtype: 'm.text', body: shortened(message, 10_000), 'm.mentions': {} };
      return { ...post(below(channel.url, path), body, bearer), method: 'PUT' };
    }
    default:
      return channel satisfies never;
  }
}

/** The text in at most so many characters; where it is cut, the link to all of it stands below. */
export function shortened({ text, link }: Message, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - link.length - 3).join('')}…\n${link}\n`;
}

function post(url: string, body: object, headers: Record<string, string> = {}): Post {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

function below(url: string, path: string): string {
  return `${url.replace(/\/+$/, '')}/${path}`;
}
