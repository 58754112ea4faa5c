import { z } from 'zod';
import { Calendar } from './calendar.js';
import { Duration, IndicatorId, Instant, IsoDate, Quantity, Role, ShortName, UnitId, Words } from './names.js';

/** How often a figure is due. `minutes`: every n minutes, n a divisor of 60. `shift`: the local times at which shifts start. */
export const Cadence = z.union([
  z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']),
  z.strictObject({ minutes: z.literal([1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30]) }),
  z.strictObject({
    shifts: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write HH:MM'))
      .min(1)
      .max(12),
  }),
]);
export type Cadence = z.infer<typeof Cadence>;

/** real: any number · positive: 0 or more, skewed · count: whole, from 0 · fraction: k of n, written as k / n. */
export const Scale = z.enum(['real', 'positive', 'count', 'fraction']);
export type Scale = z.infer<typeof Scale>;

/** Which way is good: more, less, or near a target in the indicator's own unit of measure. */
export const Good = z.union([z.enum(['more', 'less']), z.strictObject({ near: z.number() })]);
export type Good = z.infer<typeof Good>;

export const Sensitivity = z.enum(['calm', 'normal', 'sensitive']);
export type Sensitivity = z.infer<typeof Sensitivity>;

/**
 * Who sees the figures themselves: `unit` only the unit; `line` the units above it too; `federation` everybody in its tree.
 * Whoever is above sees indices, coverage and the alerts that climbed in any case.
 */
export const Visibility = z.enum(['unit', 'line', 'federation']);
export type Visibility = z.infer<typeof Visibility>;

/** Said by those who speak for the unit. */
export const ShowFiguresBody = z.strictObject({ visibility: Visibility });

/** A capability or potentiality from a date on, agreed by the unit, with what it rests on. */
export const DatedValue = z.strictObject({ from: IsoDate, value: Quantity, evidence: Words });
export type DatedValue = z.infer<typeof DatedValue>;

/** A line drawn beside the figures (a target set by somebody else, a norm): shown, never filtered. */
export const ReferenceLine = z.strictObject({
  name: ShortName,
  values: z.array(z.strictObject({ from: IsoDate, value: z.number() })).min(1),
});
export type ReferenceLine = z.infer<typeof ReferenceLine>;

/**
 * How an indicator is made from those that name it in `into`. sum: Σ value · mean: Σ weight·value / Σ weight · ratio: Σ A / Σ C
 * (the actuality of those below over their capability). `leastCoverage` is the share of the weight below which the
 * period is missing to the filter; `grace` the time after the period's end until it is settled with those that have reported.
 */
export const RollUpRule = z.strictObject({
  rule: z.enum(['sum', 'mean', 'ratio']),
  leastCoverage: z.number().min(0).max(1).default(0.8),
  grace: Duration.optional(),
});
export type RollUpRule = z.infer<typeof RollUpRule>;

/**
 * That reports are expected: from the period that begins on `from` or after it, each within `grace` of the unit's working time after the
 * period's end; a day is one of its working days. Nothing is expected of a period in which the unit does not work at all.
 */
export const Expected = z.strictObject({ grace: Duration, from: IsoDate });
export type Expected = z.infer<typeof Expected>;

/**
 * How a unit gives and recalls mandates: at least the share `quorum` of those entitled takes part, and more than `share` of the ballots say
 * yes; it closes `within` that time of the calendar. `voters`: the roles that are entitled. Inherited as a whole; without any: half, more
 * than half, three days, the members.
 */
export const VoteSettings = z.strictObject({
  quorum: z.number().min(0).max(1).default(0.5),
  share: z.number().min(0.5).lt(1).default(0.5),
  within: Duration.default('P3D'),
  voters: z.array(Role).min(1).default(['member']),
});
export type VoteSettings = z.infer<typeof VoteSettings>;

export const Unit = z.strictObject({
  id: UnitId,
  name: ShortName,
  parent: UnitId.nullable(),
  /** What the unit calls its own level: federation, sector, enterprise, department, team… */
  level: ShortName.optional(),
  /** IANA name; inherited from the parent where it is left out. */
  timeZone: z.string().optional(),
  /** When the unit works; the clocks of alerts count working time only. */
  calendar: Calendar.optional(),
  /** Which reports are expected of all indicators that are posted here or below; the nearest unit's word holds. Left out: none are. */
  expected: Expected.optional(),
  /** How its mandates are voted on; the nearest unit's word holds. */
  votes: VoteSettings.optional(),
  note: Words.optional(),
});
export type Unit = z.infer<typeof Unit>;

export const Indicator = z.strictObject({
  id: IndicatorId,
  unit: UnitId,
  name: ShortName,
  /** Unit of measure, as people write it: pieces, minutes, % of 2015. */
  measure: ShortName,
  cadence: Cadence,
  scale: Scale,
  good: Good,
  sensitivity: Sensitivity.default('normal'),
  visibility: Visibility.default('unit'),
  /** The parent unit's indicator that this one is a part of. */
  into: IndicatorId.optional(),
  /** What this one counts for in `into`: a number, or the figure of another indicator of the same unit and cadence. */
  weight: z.union([Quantity.positive(), z.strictObject({ indicator: IndicatorId })]).default(1),
  rollUp: RollUpRule.optional(),
  /** Of a posted indicator: which reports are expected, whatever the units say; never: none. */
  expected: z.union([Expected, z.literal('never')]).optional(),
  capability: z.array(DatedValue).default([]),
  potentiality: z.array(DatedValue).default([]),
  references: z.array(ReferenceLine).default([]),
  note: Words.optional(),
});
export type Indicator = z.infer<typeof Indicator>;

/** severe: a deviation of six sd or more, or reports that are missing; all else, a cord too, is ordinary. */
export const Severity = z.enum(['ordinary', 'severe']);
export type Severity = z.infer<typeof Severity>;

/**
 * The working time that a unit has to deal with an alert before it climbs, and to say "we are on it" before it is reminded (left out:
 * nobody is): a day is one of its working days, a week one of its working weeks. Of one indicator, of one kind of alert, of one
 * severity, or of all. Inherited down the tree: the nearest unit with an agreement that fits wins; of several there the one that names the
 * indicator, then the kind, then the severity. Without any: one day, no reminder.
 */
export const Agreement = z.strictObject({
  unit: UnitId,
  indicator: IndicatorId.optional(),
  kind: z.enum(['deviation', 'silence', 'cord', 'question']).optional(),
  severity: Severity.optional(),
  dealWithin: Duration,
  acknowledgeWithin: Duration.optional(),
});
export type Agreement = z.infer<typeof Agreement>;

/** The whole organisation as one document: what `synco organisation apply` and PUT /api/organisation take. */
export const OrganisationDocument = z.strictObject({
  name: ShortName,
  /** Where the figures come from and what was assumed: shown to everybody who reads them. */
  credits: z.array(Words).default([]),
  units: z.array(Unit).min(1).max(20_000),
  indicators: z.array(Indicator).max(200_000).default([]),
  agreements: z.array(Agreement).default([]),
});
export type OrganisationDocument = z.infer<typeof OrganisationDocument>;

const Changed = z.object({ added: z.array(z.string()), removed: z.array(z.string()), changed: z.array(z.string()) });
/** What applying a document would change, by id. */
export const OrganisationDifference = z.object({
  units: Changed,
  indicators: Changed,
  agreements: Changed,
  other: z.array(z.string()),
});
export type OrganisationDifference = z.infer<typeof OrganisationDifference>;

export const OrganisationApplied = z.object({
  version: z.int(),
  changed: z.boolean(),
  dryRun: z.boolean(),
  difference: OrganisationDifference,
});
export type OrganisationApplied = z.infer<typeof OrganisationApplied>;

export const OrganisationVersion = z.object({
  version: z.int(),
  appliedAt: Instant,
  appliedBy: z.string().nullable(),
  document: OrganisationDocument,
});
export type OrganisationVersion = z.infer<typeof OrganisationVersion>;
