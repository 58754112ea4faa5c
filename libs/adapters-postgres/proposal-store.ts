import { type AgreementProposal, type Refusal, same } from '#libs/contracts';
import { readOrganisation, withAgreed } from '#libs/organisation';
import { appendChanges } from './change-feed.js';
import type { Client, Database, Queryable } from './database.js';
import { changeOrganisation } from './organisation-lock.js';
import { applyIn, newestOrganisation } from './organisation-store.js';

/** A refusal, with the faults of the terms where they are the reason. */
export type Unfit = Refusal & { errors?: { path: string; message: string }[] };

const most = 200;

/** What was proposed for a unit, newest first. */
export async function readProposals(client: Queryable, unit: string): Promise<AgreementProposal[]> {
  const found = await client.query<{ body: AgreementProposal }>(
    'select body from agreement_proposal where unit = $1 order by number desc limit $2',
    [unit, most],
  );
  return found.rows.map(({ body }) => body);
}

/** Keeps a proposal whose terms would fit the organisation; the same one again is answered as it stands. `alone`: it holds at once. */
export async function propose(
  database: Database,
  proposal: AgreementProposal,
  alone: boolean,
): Promise<AgreementProposal | Unfit> {
  return changeOrganisation(database, async (client) => {
    const known = await proposalById(client, proposal.id);
    if (known) {
      const again = known.unit === proposal.unit && same(known.terms, proposal.terms);
      return again ? known : { code: 'id-reused', message: `The id ${proposal.id} is another proposal's.` };
    }
    const unfit = await faultsOf(client, proposal);
    if (unfit) return unfit;
    await client.query('insert into agreement_proposal (id, unit, body) values ($1, $2, $3)', [
      proposal.id,
      proposal.unit,
      JSON.stringify(proposal),
    ]);
    await appendChanges(client, [{ kind: 'agreement', unit: proposal.unit }]);
    return alone ? decide(client, proposal, { ...proposal, state: 'accepted', decided: proposal.proposed }) : proposal;
  });
}

/** Lets somebody decide on a proposal; what is accepted holds from the same commit on. What stays as it is was decided before. */
export async function decideProposal(
  database: Database,
  id: string,
  become: (proposal: AgreementProposal) => AgreementProposal | Refusal,
): Promise<AgreementProposal | Unfit> {
  return changeOrganisation(database, async (client) => {
    const proposal = await proposalById(client, id);
    if (!proposal) return { code: 'proposal-unknown', message: `There is no proposal "${id}".` };
    const decided = become(proposal);
    return 'code' in decided || decided === proposal ? decided : decide(client, proposal, decided);
  });
}

async function decide(
  client: Client,
  before: AgreementProposal,
  decided: AgreementProposal,
): Promise<AgreementProposal | Unfit> {
  const unfit = decided.state === 'accepted' ? await faultsOf(client, before) : null;
  if (unfit) return unfit;
  const version = decided.state === 'accepted' ? await agree(client, decided) : null;
  const after = { ...decided, version };
  await client.query('update agreement_proposal set body = $2 where id = $1', [after.id, JSON.stringify(after)]);
  await appendChanges(client, [{ kind: 'agreement', unit: after.unit }]);
  return after;
}

async function agree(client: Client, { unit, terms, decided }: AgreementProposal): Promise<number | null> {
  const newest = await newestOrganisation(client);
  if (!newest || !decided) return null;
  const document = withAgreed(newest.document, unit, terms);
  return (await applyIn(client, document, { by: decided.by, now: decided.at, dryRun: false })).version;
}

/** The faults that the organisation would have with these terms: an indicator that is not the unit's, a time that is none. */
async function faultsOf(client: Client, { unit, terms }: AgreementProposal): Promise<Unfit | null> {
  const newest = await newestOrganisation(client);
  if (!newest) return { code: 'organisation-missing', message: 'This server does not know any unit yet.' };
  const read = readOrganisation(withAgreed(newest.document, unit, terms));
  if (read.ok) return null;
  const [first] = read.errors;
  return { code: 'agreement-malformed', message: first?.message ?? 'The terms do not fit.', errors: read.errors };
}

/** One proposal, whoever it concerns. */
export async function proposalById(client: Queryable, id: string): Promise<AgreementProposal | null> {
  const found = await client.query<{ body: AgreementProposal }>('select body from agreement_proposal where id = $1', [
    id,
  ]);
  return found.rows[0]?.body ?? null;
}
