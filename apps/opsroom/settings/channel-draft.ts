import type { Channel } from '#libs/contracts';

export type Kind = Channel['kind'];

/** What somebody writes of a channel; which of it counts depends on the kind. */
export interface ChannelDraft {
  address: string;
  url: string;
  chat: string;
  topic: string;
  room: string;
  token: string;
  name: string;
}

/** What is asked of each kind; a browser says its address itself. */
export const fieldsOf: Readonly<Record<Kind, readonly (keyof ChannelDraft)[]>> = {
  email: ['address'],
  push: ['name'],
  webhook: ['url'],
  telegram: ['chat', 'token'],
  ntfy: ['url', 'topic', 'token'],
  matrix: ['url', 'room', 'token'],
};

/** What may stay empty. */
const optional: Partial<Record<Kind, readonly (keyof ChannelDraft)[]>> = { email: ['address'], ntfy: ['token'] };
const usual: Partial<Record<Kind, string>> = { ntfy: 'https://ntfy.sh', matrix: 'https://matrix.org' };

/** An empty draft of that kind, with the address that most people use. */
export function blankOf(kind: Kind, name: string): ChannelDraft {
  return { address: '', url: usual[kind] ?? '', chat: '', topic: '', room: '', token: '', name };
}

/** What must not stay empty and does. */
export function missingIn(kind: Kind, draft: ChannelDraft): (keyof ChannelDraft)[] {
  const needed = fieldsOf[kind].filter((field) => !(optional[kind] ?? []).includes(field));
  return needed.filter((field) => draft[field].trim() === '');
}

/** What is sent for it; what a browser adds of itself is in `more`. */
export function bodyOf(kind: Kind, draft: ChannelDraft, more: object): object {
  const said = fieldsOf[kind].flatMap((field) => {
    const text = draft[field].trim();
    return text === '' ? [] : [[field, text] as const];
  });
  return { ...more, ...Object.fromEntries(said), kind };
}

/** What a channel is called, to tell it from others of its kind. */
export function detailOf(channel: Channel, mail: string | null): string {
  switch (channel.kind) {
    case 'email':
      return channel.address ?? mail ?? '';
    case 'push':
      return channel.name;
    case 'webhook':
      return URL.canParse(channel.url) ? new URL(channel.url).host : channel.url;
    case 'telegram':
      return channel.chat;
    case 'ntfy':
      return channel.topic;
    case 'matrix':
      return channel.room;
  }
}
