import { randomUUID } from 'node:crypto';
import { InvitationLink, OrganisationApplied, SessionOpened, VoteView } from '#libs/contracts';
import { type Kit, read } from './kit.js';

const password = 'a long enough password';
const founder = 'rosa';

interface Admission {
  role: string;
  unit: string;
  /** Who proposes it, and who else votes for it: the founder alone unless it is said. */
  by?: readonly string[];
  /** The unit for which they speak: the root unless it is said. */
  from?: string;
}

/** People who have come in, one by one, by mandates that were voted on. `rosa` has begun, and speaks for the first root. */
export class Crowd {
  readonly #keys = new Map<string, string>();

  private constructor(
    private readonly kit: Kit,
    private readonly root: string,
  ) {}

  /** Uses the link that the server has said, and applies the organisation. */
  static async begin(kit: Kit, document: { units: { id: string }[] }): Promise<Crowd> {
    const crowd = new Crowd(kit, document.units[0]?.id ?? '');
    const link = /\S+#\/welcome\/\S+/.exec(kit.said.join('\n'))?.[0] ?? '';
    await crowd.use(founder, link, { name: founder, email: `${founder}@synco.example` });
    read(OrganisationApplied, await kit.call('PUT', '/api/organisation', { ...crowd.as(founder), body: document }));
    return crowd;
  }

  /** What a request of somebody carries, who speaks for that unit. */
  as(name: string, unit?: string): { headers: Record<string, string> } {
    const speaks = unit === undefined ? {} : { 'synco-as': `${encodeURIComponent(name)}@${unit}` };
    return { headers: { authorization: `Bearer ${this.#keys.get(name) ?? ''}`, ...speaks } };
  }

  /** Gives somebody new a mandate by a vote, and lets them in. */
  async admit(name: string, { role, unit, by = [founder], from = this.root }: Admission): Promise<void> {
    const [first = '', ...others] = by;
    const id = randomUUID();
    const motion = { kind: 'give', role, to: { name, email: `${name}@synco.example` } };
    const proposed = await this.kit.call('POST', `/api/units/${unit}/votes`, {
      ...this.as(first, from),
      body: { id, motion },
    });
    let { state } = read(VoteView, proposed, 201);
    for (const other of others) {
      const cast = await this.kit.call('POST', `/api/votes/${id}/ballot`, {
        ...this.as(other, from),
        body: { choice: 'yes' },
      });
      state = read(VoteView, cast).state;
    }
    if (state !== 'passed') throw new Error(`The vote on ${name} is ${state}.`);
    const link = await this.kit.call('POST', `/api/votes/${id}/link`, this.as(first, from));
    await this.use(name, read(InvitationLink, link).link);
  }

  /** Opens a new session for somebody who has come in before. */
  async signIn(name: string, chosen = password): Promise<void> {
    const body = { email: `${name}@synco.example`, password: chosen, carry: 'key' };
    this.#keys.set(name, read(SessionOpened, await this.kit.call('POST', '/api/sign-in', { body })).key ?? '');
  }

  /** Chooses a password by a link, and is signed in with that. */
  async use(name: string, link: string, more: object = {}): Promise<void> {
    const body = { key: link.slice(link.lastIndexOf('/') + 1), password, carry: 'key', ...more };
    const opened = read(SessionOpened, await this.kit.call('POST', '/api/links/use', { body }));
    this.#keys.set(name, opened.key ?? '');
  }
}
