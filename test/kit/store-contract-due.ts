import { expect, test } from '@jest/globals';
import { applyOrganisation, type Database, loopStore, readBacklog } from '#libs/adapters-postgres';
import { raise } from '#libs/alerting';
import { OrganisationDocument } from '#libs/contracts';
import { type DueAlert, fireTimers, noChanges, timeIn, type Transaction } from '#libs/regulation';
import { sleep } from './bus-reader.js';
import { twoTeams } from './loop-rig.js';
import { fall, noon } from './store-rows.js';

/** What a store promises to several who ask at once for what is due. */
export function sharesWhatIsDue(database: () => Database): void {
  const transact: Transact = (work) => loopStore(database()).transact(work);

  test('clocks that are due are shared by those who ask at once, and who has an alert locked keeps none waiting', async () => {
    await raiseMany(transact, 40);
    const due = (n: number) => Array.from({ length: n }, (_, place) => `x@${String(place).padStart(2, '0')}`);
    const claimed = await transact(async (tx) => {
      await tx.alert('x@07');
      const one = await transact(async (other) => {
        const mine = subjects(await other.claimAlerts(noon(2), 15));
        return [mine, subjects(await transact((third) => third.claimAlerts(noon(2), 100)))];
      });
      return one;
    });
    expect(claimed[0]).toEqual(due(16).filter((id) => id !== 'x@07'));
    expect(claimed[1]).toEqual(due(40).slice(16));
  });

  test('several regulators take every step once, whoever comes first', async () => {
    await raiseMany(transact, 300);
    const fire = async () => {
      while ((await fireTimers(loopStore(database()), noon(2))) > 0);
    };
    await Promise.all([fire(), fire(), fire()]);
    const steps = await database().pool.query<{ climbed: number; alerts: number }>(
      'select count(*) as climbed, count(distinct alert) as alerts from alert_event where sequence > 1',
    );
    expect(steps.rows).toEqual([{ climbed: 300, alerts: 300 }]);
    expect((await database().pool.query('select 1 from timer')).rowCount).toBe(0);
  });

  test('a timer that has failed rests, and says so until it is set anew', async () => {
    await raiseMany(transact, 1);
    const store = loopStore(database());
    const [timer] = await store.dueTimers(noon(2), null, 1);
    if (!timer) throw new Error('no timer is due');
    await store.letRest(timer, noon(3));
    expect(await transact((tx) => tx.claimAlerts(noon(2), 10))).toEqual([]);
    expect(await store.dueSingly(noon(2), 10)).toEqual([]);
    expect(await store.dueSingly(noon(3), 10)).toEqual([timer]);
    expect(await readBacklog(database(), noon(2))).toMatchObject({ overdue: 1, failing: 1 });
    await transact((tx) => tx.write({ ...noChanges(noon(2)), timers: { set: [timer], clear: [] } }));
    expect(await readBacklog(database(), noon(2))).toMatchObject({ overdue: 1, failing: 0 });
    expect(subjects(await transact((tx) => tx.claimAlerts(noon(2), 10)))).toEqual([timer.subject]);
  });

  test('who changes a calendar does it again where somebody acts on an alert meanwhile, and waits for them', async () => {
    const by = { by: null, now: noon(0), dryRun: false };
    await applyOrganisation(database(), twoTeams, by);
    await raiseMany(transact, 1);
    let say = () => {};
    const isLocked = new Promise<void>((done) => (say = done));
    const acting = transact(async (tx) => {
      const known = await tx.alert('x@00');
      say();
      await sleep(300);
      await tx.write({ ...noChanges(noon(0)), feed: [{ kind: 'organisation', version: 1 }] });
      return known?.alert.climbsAt;
    });
    await Promise.race([isLocked, acting]);
    const week = { friday: ['08:00-16:00'] };
    const units = twoTeams.units.map((unit) => (unit.id === 'a' ? { ...unit, calendar: { week } } : unit));
    const changed = OrganisationDocument.parse({ ...twoTeams, units });
    const [climbsAt, applied] = await Promise.all([acting, applyOrganisation(database(), changed, by)]);
    expect(applied).toMatchObject({ version: 2, changed: true });
    expect((await transact((tx) => tx.alert('x@00')))?.alert.climbsAt).not.toBe(climbsAt);
  });

  test('a timer that belongs to no alert is claimed with none', async () => {
    const lost = { kind: 'climb', subject: 'nobody', dueAt: noon(1), replay: null } as const;
    await transact((tx) => tx.write({ ...noChanges(noon(0)), timers: { set: [lost], clear: [] } }));
    expect(await transact((tx) => tx.claimAlerts(noon(2), 10))).toEqual([{ timer: lost, known: null }]);
  });

  test('a timer is claimed by one, and only while it stands', async () => {
    const timer = { kind: 'settle', subject: 'all 2026-01-01', dueAt: noon(1), replay: null } as const;
    expect(await transact((tx) => tx.claim(timer))).toBe(false);
    await transact((tx) => tx.write({ ...noChanges(noon(0)), timers: { set: [timer], clear: [] } }));
    const claims = await transact(async (tx) => [
      await tx.claim(timer),
      await transact((other) => other.claim(timer)),
      (await tx.claimTimers([timer])).length,
      (await transact((other) => other.claimTimers([timer]))).length,
    ]);
    expect(claims).toEqual([true, false, 1, 0]);
  });
}

type Transact = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

/** So many alerts, each with an hour until it climbs to the last level. */
function raiseMany(transact: Transact, count: number): Promise<void> {
  return transact(async (tx) => {
    const time = timeIn(null, noon(0));
    const path = ['a', 'b'].map((unit) => ({ unit, minutes: 60 }));
    const alerts = Array.from({ length: count }, (_, n) => {
      const { alert, events } = raise(`x@${String(n).padStart(2, '0')}`, { ...fall, path }, time, false);
      return { alert, events, reached: ['a'], onset: 1, replay: null };
    });
    const set = alerts.map(({ alert }) => {
      return { kind: 'climb', subject: alert.id, dueAt: alert.climbsAt ?? '', replay: null } as const;
    });
    await tx.write({ ...noChanges(noon(0)), alerts, timers: { set, clear: [] } });
  });
}

function subjects(claimed: readonly DueAlert[]): string[] {
  return claimed.map(({ timer }) => timer.subject);
}
