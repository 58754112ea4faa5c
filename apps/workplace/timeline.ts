import type { OrganisationDocument, PostedObservation, Refusal } from '#libs/contracts';
import { grouped, organise } from '#libs/organisation';
import { admit } from '#libs/regulation';

/** What became known at one moment: `now` is the end of the period that the observations are about, where it ended last. */
export interface Step {
  now: string;
  observations: PostedObservation[];
}

/** Observations in the order of event time. */
export interface Timeline {
  /** Keeps the observation, or says why it cannot be replayed. */
  add(observation: PostedObservation): Refusal | null;
  /**
   * One step for each period, the earliest first; within a step in the order in which they were added. Units of several
   * time zones share a step: it waits for the last of them, so that years of history need no step for each zone.
   */
  steps(): Step[];
}

/** An empty timeline of the organisation; what is not over at `now` (epoch ms) is refused, as is what the server would refuse. */
export function timeline(document: OrganisationDocument, now: number): Timeline {
  const organisation = organise(0, document);
  const postedAt = new Date(now).toISOString();
  const byPeriod = new Map<string, { endsAt: number; observations: PostedObservation[] }>();
  return {
    add(observation) {
      const admission = admit(organisation, { ...observation, id: observation.id ?? '-', postedAt }, now);
      if (admission.kind === 'refused') return admission.refusal;
      const { endsAt, name } = admission.period;
      if (endsAt > now)
        return { code: 'period-in-future', message: `${name} is not over; post it instead of replaying it` };
      const step = byPeriod.get(name) ?? { endsAt, observations: [] };
      step.endsAt = Math.max(step.endsAt, endsAt);
      step.observations.push(observation);
      byPeriod.set(name, step);
      return null;
    },
    steps: () => {
      const byEnd = grouped(byPeriod.values(), ({ endsAt }) => endsAt);
      return [...byEnd]
        .toSorted(([a], [b]) => a - b)
        .map(([endsAt, periods]) => ({
          now: new Date(endsAt).toISOString(),
          observations: periods.flatMap(({ observations }) => observations),
        }));
    },
  };
}
