import { z } from 'zod';
import { Sign } from './alert-about.js';
import { Alert, AlertEvent } from './alert.js';
import { Assessment, Deviation, DeviationKind } from './assessment.js';
import { Count, IndicatorId, Instant, IsoDate, MessageId, ShortName, UnitId } from './names.js';
import { PostedObservation } from './observation.js';
import { Agreement, Indicator, Sensitivity, Unit } from './organisation.js';

/** Errors travel as RFC 9457 problem documents with the catalogue's code. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  advice: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** What became of an observation: it waits on the bus, has been assessed, or was refused with a reason. */
export const ObservationStatus = z.object({
  id: MessageId,
  state: z.enum(['pending', 'assessed', 'refused']),
  indicator: IndicatorId.nullable(),
  period: z.string().nullable(),
  value: z.number().nullable(),
  revision: z.int().nullable(),
  assessment: Assessment.nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ObservationStatus = z.infer<typeof ObservationStatus>;

/** Pure numbers from 0 up, 1 is "all that can be done": A/C, C/P, A/P; null where C or P has not been agreed. */
export const Indices = z.object({
  productivity: z.number().nullable(),
  latency: z.number().nullable(),
  performance: z.number().nullable(),
});
export type Indices = z.infer<typeof Indices>;

/** One period of a series. `comparable` is what the filter was given: a sum brought to full coverage. */
export const SeriesPoint = z.object({
  period: z.string(),
  /** The period's start, local, without zone. */
  starts: z.string(),
  value: z.number(),
  comparable: z.number(),
  revision: z.int(),
  settled: z.boolean(),
  coverage: z.number(),
  replayed: z.boolean(),
  note: z.string().nullable(),
  /** Only for members of the unit itself. */
  by: z.string().nullable(),
  knownFrom: Instant,
  assessment: Assessment.nullable(),
  indices: Indices,
});
export type SeriesPoint = z.infer<typeof SeriesPoint>;

export const Series = z.object({
  indicator: Indicator,
  unit: Unit,
  points: z.array(SeriesPoint),
  truncated: z.boolean(),
});
export type Series = z.infer<typeof Series>;

/**
 * What would have been told at one sensitivity. `alerts` is everything that would have been told; those that stood are counted by
 * the kind and the sign in which they were told last, the withdrawn ones apart. `aYear` is null where the cadence is not known.
 */
export const BacktestCount = z.object({
  sensitivity: Sensitivity,
  alerts: z.int(),
  aYear: z.number().nullable(),
  aThousandRows: z.number(),
  kinds: z.record(DeviationKind, z.int()),
  signs: z.record(Sign, z.int()),
  withdrawn: z.int(),
});
export type BacktestCount = z.infer<typeof BacktestCount>;

/** Stored or given figures tried with other settings: what was read, and what each sensitivity would have told, the calmest first. */
export const BacktestSummary = z.object({
  rows: z.int(),
  values: z.int(),
  missing: z.int(),
  /** The first and the last row by their period or time; null where there is none. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** How many periods the span has, reported or not; and how many years that is, null where the cadence is not known. */
  periods: z.int(),
  years: z.number().nullable(),
  /** Whether there are values enough for the filter to say anything. */
  enough: z.boolean(),
  chosen: Sensitivity,
  sensitivities: z.array(BacktestCount),
  /** The largest few that stood, by their size in sd, at the chosen sensitivity. */
  largest: z.array(Deviation),
});
export type BacktestSummary = z.infer<typeof BacktestSummary>;

/** An indicator tried with other settings: all that would have been told, oldest first, and the newest part of the series for a chart. */
export const Backtest = z.object({
  summary: BacktestSummary,
  /** Whether older figures were left out. */
  truncated: z.boolean(),
  told: z.array(Deviation),
  series: Series,
});
export type Backtest = z.infer<typeof Backtest>;

export interface UnitNode {
  id: string;
  name: string;
  level: string | null;
  /** Open alerts that have reached this unit or one below it, and that the viewer may see. */
  openAlerts: number;
  children: UnitNode[];
}
export const UnitNode: z.ZodType<UnitNode> = z.object({
  id: UnitId,
  name: ShortName,
  level: z.string().nullable(),
  openAlerts: z.int(),
  get children() {
    return z.array(UnitNode);
  },
});

export const Trees = z.object({
  version: z.int(),
  name: z.string(),
  credits: z.array(z.string()),
  trees: z.array(UnitNode),
});
export type Trees = z.infer<typeof Trees>;

/** An indicator as the unit's page lists it. Where the viewer may not see the figures, `latest` has indices and coverage only. */
export const IndicatorSummary = z.object({
  indicator: Indicator,
  /** Whether the viewer may read the series. */
  open: z.boolean(),
  latest: z
    .object({
      period: z.string(),
      value: z.number().nullable(),
      coverage: z.number(),
      settled: z.boolean(),
      indices: Indices,
      assessment: Assessment.nullable(),
    })
    .nullable(),
});
export type IndicatorSummary = z.infer<typeof IndicatorSummary>;

/**
 * Something for a unit to look at, without alert or clock. above-capability: the newest figure is better than what the unit has said it
 * could do with what it has, so one of the two is to be looked at again. `productivity` is A / C, above 1.
 */
export const UnitTask = z.object({
  kind: z.literal('above-capability'),
  indicator: IndicatorId,
  period: z.string(),
  value: z.number(),
  capability: z.number(),
  productivity: z.number(),
});
export type UnitTask = z.infer<typeof UnitTask>;

export const UnitView = z.object({
  unit: Unit,
  timeZone: z.string(),
  /** From the root down to the unit itself. */
  path: z.array(Unit),
  children: z.array(Unit),
  indicators: z.array(IndicatorSummary),
  agreements: z.array(Agreement),
  /** The unit's own tasks: for itself only. */
  tasks: z.array(UnitTask),
  /** The period that each indicator which is posted here would take a figure for now, by indicator. */
  currentPeriods: z.record(z.string(), z.string()),
  /** Whether the viewer may show the unit's figures to others than before. */
  mayOpen: z.boolean(),
});
export type UnitView = z.infer<typeof UnitView>;

export const AlertSummary = Alert.extend({
  unit: UnitId,
  unitName: z.string(),
  /** Null where a cord is about the unit as such. */
  indicatorName: z.string().nullable(),
  measure: z.string(),
  /** The unit that holds the alert now. */
  heldBy: UnitId,
  /** Its clock at the instant `asOf`: working minutes left, whether they are passing, and when that changes next. */
  left: z.object({ minutes: z.number(), working: z.boolean(), turnsAt: Instant.nullable(), asOf: Instant }).nullable(),
});
export type AlertSummary = z.infer<typeof AlertSummary>;

export const AlertList = z.object({ alerts: z.array(AlertSummary), truncated: z.boolean() });
export type AlertList = z.infer<typeof AlertList>;

/** What the viewer may do with the alert now, so that a page offers nothing that would be refused. */
export const AlertActs = z.object({
  acknowledge: z.boolean(),
  answer: z.boolean(),
  resolve: z.boolean(),
  askHelp: z.boolean(),
  /** Asks the level above for more time. */
  askTime: z.boolean(),
  /** Gives more time to the unit below that holds it. */
  extend: z.boolean(),
  /** Says that an answer has arrived. */
  confirm: z.boolean(),
  /** Shares good news sideways. */
  share: z.boolean(),
});
export const AlertView = z.object({
  alert: AlertSummary,
  timeline: z.array(AlertEvent),
  path: z.array(Unit),
  /** Whether there is a photo, at GET /api/alerts/ID/photo. */
  photo: z.boolean(),
  may: AlertActs,
});
/** That a photo has been kept: what it is, and how many bytes of it. */
export const PhotoKept = z.object({ type: z.enum(['image/jpeg', 'image/png', 'image/webp']), bytes: z.int() });
export type PhotoKept = z.infer<typeof PhotoKept>;
export type AlertView = z.infer<typeof AlertView>;

export const Refused = z.object({
  at: Instant,
  topic: z.string(),
  partition: z.int().nullable(),
  offset: z.int().nullable(),
  /** Null where it is another unit's: the ids of imported rows are made of what the rows say. */
  messageId: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  /** What was sent, without figures, notes and names of people. */
  excerpt: z.string(),
});
export type Refused = z.infer<typeof Refused>;
export const RefusedList = z.object({
  counts: z.record(z.string(), z.int()),
  refused: z.array(Refused),
  truncated: z.boolean(),
});
export type RefusedList = z.infer<typeof RefusedList>;

/** A unit's children over a span of time, one row a child and indicator kind. Levels are what the filter holds at both ends. */
export const ComparisonRow = z.object({
  unit: UnitId,
  unitName: z.string(),
  indicator: IndicatorId,
  indicatorName: z.string(),
  measure: z.string(),
  good: Indicator.shape.good,
  /** Null where the viewer may not see the figures; the indices below are there all the same. */
  levelThen: z.number().nullable(),
  levelNow: z.number().nullable(),
  slope: z.number().nullable(),
  indicesThen: Indices.nullable(),
  indicesNow: Indices.nullable(),
  raised: z.int(),
  solved: z.int(),
  climbed: z.int(),
  open: z.int(),
  coverage: z.number().nullable(),
  periods: z.int(),
});
export type ComparisonRow = z.infer<typeof ComparisonRow>;
/**
 * How a unit has answered: to cords that came to it from below, or to questions. owed: all that came; in time, late, missed (not answered,
 * the time is up), waiting; the rest ended by itself. `medianMinutes`: working minutes from being owed to being given.
 */
export const AnswerTimesRow = z.object({
  unit: UnitId,
  unitName: z.string(),
  kind: z.enum(['cord', 'question']),
  owed: z.int(),
  inTime: z.int(),
  late: z.int(),
  missed: z.int(),
  waiting: z.int(),
  medianMinutes: z.number().nullable(),
});
export type AnswerTimesRow = z.infer<typeof AnswerTimesRow>;
/** The answers of a unit and of those directly inside it that came to be owed from one date to another. */
export const AnswerTimes = z.object({ unit: Unit, from: IsoDate, to: IsoDate, rows: z.array(AnswerTimesRow) });
export type AnswerTimes = z.infer<typeof AnswerTimes>;

export const Comparison = z.object({ unit: Unit, from: IsoDate, to: IsoDate, rows: z.array(ComparisonRow) });
export type Comparison = z.infer<typeof Comparison>;

/** Replays: history through the same loop, with now following event time. */
export const ReplayBody = z.strictObject({ name: ShortName, total: Count.default(0) });
export const ReplayStepBody = z.strictObject({ now: Instant, observations: z.array(PostedObservation).max(5000) });
export const ReplayFinishBody = z.strictObject({
  /** keep: alerts still open go on with live clocks. close: they lapse, as nobody can act on them any more. */
  stillOpen: z.enum(['keep', 'close']),
});
export const ReplayStatus = z.object({
  id: z.uuid(),
  name: z.string(),
  now: Instant.nullable(),
  done: z.int(),
  total: z.int(),
  refused: z.int(),
  over: z.boolean(),
});
export type ReplayStatus = z.infer<typeof ReplayStatus>;

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })),
});
export type Health = z.infer<typeof Health>;
