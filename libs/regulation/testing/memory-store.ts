import type { Figure, Notice } from '#libs/contracts';
import { organise, type Organisation } from '#libs/organisation';
import type { Beginning } from '../lost-log.js';
import type { Said } from '../come-and-go.js';
import {
  type AlertRow,
  type AssessmentRow,
  type Changes,
  type FilterSnapshot,
  type KnownReceipt,
  receiptKey,
  type Timer,
} from '../rows.js';
import { above, at, entry, goneBy, heldIn } from './memory-history.js';
import { MemoryTimers, nameOf } from './memory-timers.js';
import {
  Conflict,
  type FilterGround,
  type GroundKey,
  type Moved,
  type OrdinalKey,
  type Store,
  type Transaction,
} from '../store.js';

/** A store of the loop in memory, for tests: one transaction at a time, written when it ends, the promises of the port kept. */
export class MemoryStore implements Store {
  readonly figures = new Map<string, Map<number, Figure>>();
  readonly assessments = new Map<string, AssessmentRow>();
  readonly heads = new Map<string, number>();
  readonly positions = new Map<string, number>();
  readonly beginnings = new Map<string, Beginning>();
  readonly receipts = new Map<string, KnownReceipt>();
  readonly alerts = new Map<string, AlertRow>();
  readonly notices = new Map<string, Notice>();
  readonly timers = new MemoryTimers();
  readonly replays = new Map<string, { now: string | null; over: boolean }>();
  /** The periods that lie on the bus, by indicator; null is one without a name. */
  readonly unassessed = new Map<string, (string | null)[]>();
  /** Alerts that another regulator has locked. */
  readonly held = new Set<string>();
  snapshots: FilterSnapshot[] = [];
  written: Changes[] = [];
  grounds: GroundKey[] = [];
  /** How many of the next transactions lose a race. */
  conflicts = 0;

  constructor(
    public organisation: Organisation | null,
    private readonly keepsSnapshots = true,
  ) {}

  async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const commits: (() => void)[] = [];
    const answer = await work(this.#transaction(commits));
    if (this.conflicts > 0) {
      this.conflicts -= 1;
      throw new Conflict('somebody was first');
    }
    for (const commit of commits) commit();
    return answer;
  }

  async dueTimers(now: string, replay: string | null, limit: number): Promise<Timer[]> {
    return this.timers.due(now, replay).slice(0, limit);
  }

  async dueSingly(now: string, limit: number): Promise<Timer[]> {
    return this.timers.dueSingly(now).slice(0, limit);
  }

  async letRest(timer: Timer, until: string): Promise<void> {
    this.timers.rests.set(nameOf(timer), until);
  }

  #transaction(commits: (() => void)[]): Transaction {
    const alerts = new Map(this.alerts);
    return {
      beginning: async (place) => this.beginnings.get(at(place)) ?? null,
      noteBeginning: async (place, found) => void commits.push(() => this.beginnings.set(at(place), found)),
      position: async (bus, topic, partition) => this.positions.get(at({ bus, topic, partition })) ?? null,
      movePosition: async (place, _from, to) => void commits.push(() => this.positions.set(at(place), to)),
      organisation: async () => this.organisation,
      replay: async (id) => this.replays.get(id) ?? null,
      receipts: async (keys) => new Map(keys.map(receiptKey).flatMap((key) => entry(key, this.receipts.get(key)))),
      heads: async (ids) => new Map(ids.map((id) => [id, this.heads.get(id) ?? 0])),
      figuresAt: async (keys) =>
        keys.flatMap((key) => this.#all(key.indicator).find((f) => f.period === key.period) ?? []),
      figuresUpTo: async (keys) => keys.flatMap((key) => this.#upTo(key) ?? []),
      filterGround: async (keys) => new Map(keys.map((key) => [key.indicator, this.#ground(key)])),
      alertsOf: async (keys) =>
        [...alerts.values()].filter(({ alert, onset }) =>
          keys.some((key) => key.indicator === alert.indicator && (alert.closedAt === null || onset >= key.ordinal)),
        ),
      alert: async (id) => alerts.get(id) ?? null,
      family: async (id, indicators) =>
        [...alerts.values()].filter(
          ({ alert }) =>
            alert.id === id ||
            (alert.closedAt === null && (above(alert) === id || indicators.includes(alert.indicator ?? ''))),
        ),
      withAsker: async (id) => {
        const known = alerts.get(id) ?? null;
        const of = known?.alert.about.kind === 'question' ? known.alert.about.of : '';
        return { known, asker: alerts.get(of) ?? null };
      },
      saidBefore: async (keys, figures) => new Map(keys.map((key) => [key.indicator, this.#saidBefore(key, figures)])),
      movedSince: async (keys) => keys.flatMap((key) => this.#moved(key) ?? []),
      heldAt: async (indicator, known) => heldIn(this.written, indicator, known),
      doneUnder: async (id) => this.written.flatMap(({ once }) => once).find((done) => done.id === id) ?? null,
      holdOrganisation: async () => undefined,
      notice: async (id) => this.notices.get(id) ?? null,
      clocksOf: async (units, now) =>
        [...alerts.values()]
          .filter(
            ({ alert }) =>
              (alert.clock !== null || alert.remindAt !== null) && units.includes(alert.path[alert.level]?.unit ?? ''),
          )
          .map((row) => ({ ...row, now: this.replays.get(row.replay ?? '')?.now ?? now })),
      expecting: async (ids) =>
        [...this.timers.values()].filter(
          ({ kind, subject }) => kind === 'expect' && ids.includes(subject.split(' ')[0] ?? ''),
        ),
      unassessed: async (indicator) => this.unassessed.get(indicator) ?? [],
      claimAlerts: async (now, most) =>
        this.timers
          .dueClocks(now)
          .filter((timer) => !this.held.has(timer.subject))
          .slice(0, most)
          .map((timer) => ({ timer, known: alerts.get(timer.subject) ?? null })),
      claimTimers: async (timers) => timers.filter((timer) => this.timers.has(nameOf(timer))),
      claim: async (timer) => this.timers.has(nameOf(timer)),
      write: async (changes) => {
        // What a transaction has written it reads itself.
        for (const row of changes.alerts) alerts.set(row.alert.id, row);
        commits.push(() => this.#write(changes));
      },
    };
  }

  #all(indicator: string): Figure[] {
    return [...(this.figures.get(indicator)?.values() ?? [])].toSorted((a, b) => a.ordinal - b.ordinal);
  }

  #upTo({ indicator, ordinal }: OrdinalKey): Figure | undefined {
    return this.#all(indicator).findLast((figure) => figure.ordinal <= ordinal);
  }

  #moved({ indicator, ordinal }: OrdinalKey): Moved | undefined {
    const moved = { indicator, value: 0, a: 0 };
    const settled = this.#all(indicator).filter((figure) => figure.settled && figure.ordinal >= ordinal);
    for (const figure of settled) {
      const forecast = this.assessments.get(`${indicator} ${figure.period}`)?.forecast.mean ?? figure.comparable;
      moved.value += figure.comparable - forecast;
      moved.a += (figure.comparable - forecast) * (figure.capability ?? 0);
    }
    return settled.length > 0 ? moved : undefined;
  }

  #saidBefore({ indicator, ordinal }: OrdinalKey, figures: number): Said[] {
    const rows = [...this.assessments.values()].filter((row) => row.indicator === indicator && row.ordinal < ordinal);
    const newest = rows.toSorted((a, b) => a.ordinal - b.ordinal).slice(-figures);
    return newest.map(({ level, levelSd, deviation }) => ({ level: { mean: level, sd: levelSd }, deviation }));
  }

  #ground(key: GroundKey): FilterGround {
    this.grounds.push(key);
    const snapshots = this.snapshots.filter(
      (found) => found.indicator === key.indicator && found.filter === key.filter && found.ordinal < key.ordinal,
    );
    const snapshot = snapshots.toSorted((a, b) => a.ordinal - b.ordinal).at(-1) ?? null;
    const after = snapshot?.ordinal ?? Number.NEGATIVE_INFINITY;
    return { snapshot, tail: this.#all(key.indicator).filter((f) => f.settled && f.ordinal > after) };
  }

  #write(changes: Changes): void {
    this.written.push(changes);
    for (const { indicator, sequence } of changes.heads) {
      if ((this.heads.get(indicator) ?? 0) !== sequence - 1) throw new Error(`head of ${indicator} out of sequence`);
      this.heads.set(indicator, sequence);
    }
    for (const {
      id,
      n,
      note,
      by: _by,
      postedAt: _at,
      knownFrom: _from,
      replayed: _replayed,
      ...figure
    } of changes.observations) {
      const { indicator, period, ordinal, value } = figure;
      this.figures.set(indicator, (this.figures.get(indicator) ?? new Map<number, Figure>()).set(ordinal, figure));
      this.receipts.set(receiptKey({ id, indicator }), { state: 'assessed', content: { period, value, n, note } });
    }
    for (const receipt of changes.receipts)
      if (receipt.state === 'refused') this.receipts.set(receiptKey(receipt), { state: receipt.state, content: null });
    for (const row of changes.assessments) this.assessments.set(`${row.indicator} ${row.period}`, row);
    this.snapshots = this.snapshots.filter((found) => !changes.staleSnapshots.some((stale) => goneBy(stale, found)));
    if (this.keepsSnapshots) this.snapshots.push(...changes.snapshots);
    for (const row of changes.alerts) this.alerts.set(row.alert.id, row);
    for (const { notice } of changes.notices) this.notices.set(notice.id, notice);
    const known = this.organisation;
    if (known && changes.notices.length > 0)
      this.organisation = organise(known.version, known.document, [...this.notices.values()]);
    this.timers.write(changes.timers);
  }
}
