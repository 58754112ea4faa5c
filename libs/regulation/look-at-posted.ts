import { type Observation, PostedObservation, type Refusal } from '#libs/contracts';
import { type Mandated, type Organisation, relationOf, type Viewer } from '#libs/organisation';
import { Temporal } from 'temporal-polyfill';
import { admit } from './admit.js';

/** What a door knows when somebody posts: `organisation` is null where it is not known yet, and then only the shape is looked at. */
export interface Door {
  organisation: Organisation | null;
  viewer: (Viewer & Partial<Pick<Mandated, 'account' | 'indicators'>>) | null;
  now: string;
  /** An id for what is posted without one. */
  newId: () => string;
  /** The import that it belongs to, if any. */
  imported?: string | undefined;
}

/** Looks at one posted thing: the observation as it goes on the bus, or why it is refused. */
export function lookAtPosted(
  raw: unknown,
  { organisation, viewer, now, newId, imported }: Door,
): Observation | Refusal {
  const read = PostedObservation.safeParse(raw);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      code: 'observation-malformed',
      message: `${issue?.path.join('.') || 'observation'}: ${issue?.message ?? 'not readable'}`,
    };
  }
  // Whoever is signed in posts under their own name.
  const by = viewer?.account ? viewer.name : (read.data.by ?? viewer?.name);
  const observation: Observation = {
    ...read.data,
    id: read.data.id ?? newId(),
    postedAt: read.data.postedAt ?? now,
    ...(by ? { by } : {}),
    ...(imported === undefined ? {} : { import: imported }),
  };
  if (!organisation) return observation;
  if (viewer && isElsewhere(organisation, viewer, observation.indicator))
    return { code: 'indicator-unknown', message: `There is no indicator "${observation.indicator}".` };
  const admission = admit(organisation, observation, Temporal.Instant.from(now).epochMilliseconds);
  if (admission.kind === 'refused') return admission.refusal;
  // What is refused is listed, so it names no person.
  const { unit, id } = admission.indicator;
  if (viewer && viewer.unit !== unit)
    return { code: 'not-allowed', message: `"${id}" belongs to "${unit}", and not to "${viewer.unit}".` };
  if (viewer?.indicators && !viewer.indicators.includes(observation.indicator)) {
    return { code: 'not-allowed', message: `The node ${viewer.name} was not admitted for "${observation.indicator}".` };
  }
  return observation;
}

/** Whether the indicator lies in another tree: there it is as if it were not there. */
function isElsewhere(organisation: Organisation, { unit }: Pick<Viewer, 'unit'>, id: string): boolean {
  const owner = organisation.indicator(id)?.unit;
  return owner !== undefined && relationOf(organisation, unit, owner) === 'stranger';
}
