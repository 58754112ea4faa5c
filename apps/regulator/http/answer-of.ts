import { proposalById, readNotice } from '#libs/adapters-postgres';
import { type Alert, type AnswerKind, type Refusal, SyncoError } from '#libs/contracts';
import { z } from 'zod';
import type { Parts } from '../parts.js';

/** What an answer points to: a notice, or a proposed agreement; for which unit, and whose word it is. */
export interface AnswerOf {
  id: string;
  unit: string;
  by: string;
}

/** The notice or the proposal that an answer of its kind names; answers of other kinds name none. */
export async function answerOf(
  { database }: Parts,
  answer: AnswerKind,
  id: string | undefined,
): Promise<AnswerOf | null> {
  if (answer !== 'notice' && answer !== 'agreement') {
    if (id === undefined) return null;
    throw new SyncoError('body-malformed', `An answer of the kind ${answer} points to nothing; leave out of.`);
  }
  if (id === undefined) throw new SyncoError('body-malformed', `An answer of the kind ${answer} names it in of.`);
  const found = answer === 'notice' ? await noticeOf(database, id) : await proposalOf(database, id);
  if (!found) throw new SyncoError('answer-of-nothing', `There is no ${answer} "${id}".`);
  return found;
}

/** A notice answers for the units of the alert's way, or from above them; a proposal for one of them; and each by who has made it. */
export function fitting({ path }: Alert, unit: string, of: AnswerOf | null): Refusal | null {
  if (!of || (of.by === unit && path.some((step) => step.unit === of.unit))) return null;
  return {
    code: 'answer-of-nothing',
    message: `"${of.id}" is not of "${unit}", or not for a unit on the way of this alert.`,
  };
}

async function noticeOf({ pool }: Parts['database'], id: string): Promise<AnswerOf | null> {
  const found = await readNotice(pool, id);
  if (!found || found.notice.state === 'withdrawn') return null;
  return { id, unit: found.notice.unit, by: found.notice.byUnit };
}

async function proposalOf({ pool }: Parts['database'], id: string): Promise<AnswerOf | null> {
  const found = z.uuid().safeParse(id).success ? await proposalById(pool, id) : null;
  return found && { id, unit: found.unit, by: found.proposed.unit };
}
