import type { OrganisationDocument, PostedObservation, Refusal } from '#libs/contracts';
import { organise } from '#libs/organisation';
import { admit } from '#libs/regulation';

/** What became known at one moment: `now` is the end of the periods that the observations are about. */
export interface Step {
  now: string;
  observations: PostedObservation[];
}

/** Observations in the order of event time. */
export interface Timeline {
  /** Keeps the observation, or says why it cannot be replayed. */
  add(observation: PostedObservation): Refusal | null;
  /** One step for each distinct moment, the earliest first; within a step in the order in which they were added. */
  steps(): Step[];
}

/** An empty timeline of the organisation; what is not over at `now` (epoch ms) is refused, as is what the server would refuse. */
export function timeline(document: OrganisationDocument, now: number): Timeline {
  const organisation = organise(0, document);
  const postedAt = new Date(now).toISOString();
  const byEnd = new Map<number, PostedObservation[]>();
  return {
    add(observation) {
      const admission = admit(organisation, { ...observation, id: observation.id ?? '-', postedAt }, now);
      if (admission.kind === 'refused') return admission.refusal;
      const { endsAt, name } = admission.period;
      if (endsAt > now)
        return { code: 'period-in-future', message: `${name} is not over; post it instead of replaying it` };
      const together = byEnd.get(endsAt);
      if (together === undefined) byEnd.set(endsAt, [observation]);
      else together.push(observation);
      return null;
    },
    steps: () =>
      [...byEnd]
        .toSorted(([a], [b]) => a - b)
        .map(([endsAt, observations]) => ({ now: new Date(endsAt).toISOString(), observations })),
  };
}
