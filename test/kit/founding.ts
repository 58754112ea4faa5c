import { randomUUID } from 'node:crypto';
import { InvitationLink, SessionOpened } from '#libs/contracts';
import type { RunningRegulator } from './regulator.js';

/** A regulator as somebody asks it. */
export interface Asker {
  address: string;
  /** The key of a session, or a node's token. */
  bearer: string;
  /** For which unit somebody with several mandates speaks, as Synco-As says it. */
  as?: string;
}

/** Asks the API; throws with the answer where it is refused. */
export async function ask(
  { address, bearer, as }: Asker,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(`${address}/api/${path}`, {
    method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(as && { 'synco-as': as }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

/**
 * Founds a federation on an empty server: Rosa comes in by the first link, applies the document and organises its tree; Ines becomes
 * coordinator of `unit`. Answers the keys of their sessions.
 */
export async function found(
  { address, output }: Pick<RunningRegulator, 'address' | 'output'>,
  document: object,
  unit: string,
): Promise<{ rosa: string; ines: string }> {
  const comeIn = async (link: string, person: object = {}) => {
    const body = { key: link.slice(-43), password: 'twelve and more', carry: 'key', ...person };
    return SessionOpened.parse(await ask({ address, bearer: '' }, 'POST', 'links/use', body)).key ?? '';
  };
  const first = /#\/welcome\/[\w-]{43}/.exec(output())?.[0] ?? '';
  const rosa = await comeIn(first, { name: 'Rosa', email: 'rosa@union.example' });
  const asRosa = { address, bearer: rosa };
  await ask(asRosa, 'PUT', 'organisation', document);
  const motion = { kind: 'give', role: 'coordinator', to: { name: 'Ines', email: 'ines@union.example' } };
  const id = randomUUID();
  await ask(asRosa, 'POST', `units/${unit}/votes`, { id, motion });
  const { link } = InvitationLink.parse(await ask(asRosa, 'POST', `votes/${id}/link`, {}));
  return { rosa, ines: await comeIn(link) };
}
