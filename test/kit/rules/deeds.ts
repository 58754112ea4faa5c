import { type OrganisationDocument, topics } from '#libs/contracts';
import { actOnAlert, actOnNotice, declare, pullCord } from '#libs/regulation';
import { act } from './act.js';
import { instant } from './hold.js';
import type { Rig } from './rig.js';
import { later, type Step } from './stories.js';
import { calm, daysBefore, leafOf, post, report, shift, valueOn, type Works } from './works.js';

type Deed = (works: Works, step: Step) => Promise<unknown>;
const minute = 60_000;

/** Every deed by its name. */
export const deeds: Record<Step['does'], Deed> = {
  report: (works, step) => report(works, step),
  fall: (works, step) => shift(works, step, -25),
  rise: (works, step) => shift(works, step, 25),
  mend: (works, step) => shift(works, step, 0),
  absent: (works, step) => {
    works.absent.add(leafOf(works, step));
    return report(works, step);
  },
  late: (works, step) => {
    const leaf = leafOf(works, step);
    works.absent.delete(leaf);
    const known = new Set((works.rig.sight.figures.get(leaf) ?? []).map(({ period }) => period));
    const days = daysBefore(works.days).filter((day) => !known.has(later(works.firstDay, day)));
    return post(
      works,
      step,
      days.toReversed().map((day) => [leaf, day, valueOn(works, leaf, day)] as const),
    );
  },
  correct: (works, step) => {
    const leaf = leafOf(works, step);
    const last = 1 + (step.alert % 4);
    return post(
      works,
      step,
      daysBefore(works.days)
        .slice(-last)
        .map((day) => [leaf, day, calm(leaf, day)] as const),
    );
  },
  cord: ({ rig, count }, { unit, alert, minutes, who, faults }) => {
    const ids = rig.inForce.document.units.map(({ id }) => id);
    const own = ids[unit % ids.length] ?? '';
    const way = rig.sight.organisation.pathUp(own);
    const cord = {
      id: `c${count}`,
      unit: own,
      by: null,
      sign: minutes % 4 === 0 ? 'pleasure' : 'pain',
      text: 'Look!',
    } as const;
    const to = way[alert % way.length]?.id ?? own;
    const pull = () => pullCord(rig.store(faults[0]), { ...cord, to, indicator: null }, instant(rig.now));
    return rig.dare(who, async () => {
      await pull();
      await pull();
    });
  },
  acknowledge: (works, step) =>
    act(works, step, 'acknowledge', ({ climbsAt }) => ({ kind: 'acknowledge', until: nearTo(climbsAt, works, step) })),
  // A clock that nobody has set: at any time, but most of all just before the climb.
  ring: ({ rig }, { alert, who, faults, minutes }) => {
    const climbing = [...rig.sight.alerts.values()].filter(({ climbsAt }) => climbsAt !== null);
    const rung = climbing[alert % Math.max(1, climbing.length)];
    const kind = (['time-up', 'time-up', 'answer-due', 'remind'] as const)[Math.abs(minutes) % 4] ?? 'time-up';
    if (!rung) return Promise.resolve();
    rig.now = Math.max(rig.now, Date.parse(rung.climbsAt ?? '') - (1 + (alert % 50)) * minute);
    return rig.dare(who, () => actOnAlert(rig.store(faults[0]), rung.id, instant(rig.now), () => ({ kind })));
  },
  answer: (works, step) => act(works, step, 'answer', { kind: 'answer', answer: 'help', text: 'Two come.' }),
  confirm: (works, step) => act(works, step, 'confirm', ({ toConfirm: [answer = 1] }) => ({ kind: 'confirm', answer })),
  'ask-time': (works, step) => act(works, step, 'askTime', { kind: 'ask-time', until: inMinutes(works, step) }),
  extend: (works, step) =>
    act(works, step, 'extend', ({ climbsAt }) => ({
      kind: 'extend',
      until: instant(Date.parse(climbsAt ?? inMinutes(works, step)) + step.minutes * minute),
    })),
  share: (works, step) => act(works, step, 'share', { kind: 'share', with: [`u${step.minutes & 3}`], note: 'Try it.' }),
  'ask-help': (works, step) => act(works, step, 'askHelp', { kind: 'ask-help' }),
  resolve: (works, step) => {
    const at = inMinutes(works, step);
    const review = step.minutes > 500 ? { review: { on: at.slice(0, 10), at } } : {};
    return act(works, step, 'resolve', { kind: 'resolve', cause: 'a belt', remedy: 'a new one', ...review });
  },
  notice: ({ rig, count }, { unit, minutes, alert, who, faults }) => {
    const kinds = ['planned-stop', 'strike', 'known-change', 'other'] as const;
    // Hours turn at whole minutes.
    const from = Math.floor(rig.now / minute + (alert % 3) * minutes) * minute;
    const span = { from: instant(from), until: instant(from + (30 + Math.abs(minutes)) * minute) };
    const about = { kind: kinds[alert % 4] ?? 'other', unit: unitOf(rig, unit), ...span, title: 'Boiler', text: null };
    const said = { id: `n${count}`, about, speaker: { by: 'Ana', byUnit: about.unit } };
    return rig.dare(who, () => declare(rig.store(faults[0]), instant(rig.now), said));
  },
  'change-notice': ({ rig }, { alert, minutes, who, faults }) => {
    const said = rig.sight.organisation.notices;
    const notice = said[alert % Math.max(1, said.length)];
    if (!notice) return Promise.resolve();
    const speaker = { by: notice.by, byUnit: notice.byUnit };
    const until = instant(Date.parse(notice.until) + minutes * minute);
    const command =
      minutes % 3 === 0
        ? ({ kind: 'withdraw', ...speaker } as const)
        : ({ kind: 'change', until, ...speaker } as const);
    return rig.dare(who, () => actOnNotice(rig.store(faults[0]), notice.id, instant(rig.now), () => command));
  },
  calendar: ({ rig }, { unit, week, alert, minutes }) => {
    const holidays = [{ date: instant(rig.now + (alert % 4) * 1_440 * minute).slice(0, 10), name: 'Feast', hours: [] }];
    const calendar = alert % 5 === 0 ? undefined : { week, holidays: minutes % 2 === 0 ? holidays : [] };
    return change(rig, (document) => ({
      ...document,
      units: document.units.map(({ calendar: old, ...one }) =>
        one.id !== unitOf(rig, unit)
          ? { ...one, ...(old && { calendar: old }) }
          : { ...one, ...(calendar && { calendar }) },
      ),
    }));
  },
  agreement: ({ rig }, { unit, minutes }) => {
    const own = unitOf(rig, unit);
    return change(rig, (document) => ({
      ...document,
      agreements: [
        ...document.agreements.filter((one) => one.unit !== own),
        { unit: own, dealWithin: `PT${10 + Math.abs(minutes)}M` },
      ],
    }));
  },
  clock: ({ rig }, { who, faults }) => rig.fire(who, faults[0]),
  clocks: ({ rig }, { faults }) => rig.fireBoth(faults),
  'jump-back': ({ rig }, { minutes, who }) => {
    rig.now -= Math.abs(minutes) * minute;
    return rig.fire(who, null);
  },
  'roll-up': ({ rig }, { who, faults, alert }) => rig.take(topics.rollUps, who, faults[0], alert % 3),
  wait: () => Promise.resolve(),
};

function unitOf(rig: Rig, unit: number): string {
  const { units } = rig.inForce.document;
  return units[unit % units.length]?.id ?? '';
}

/** Every other time just before or after the climb, else so many minutes from now. */
function nearTo(climbsAt: string | null, works: Works, step: Step): string {
  if (climbsAt === null || step.minutes % 2 === 0) return inMinutes(works, step);
  return instant(Date.parse(climbsAt) + ((step.minutes % 40) - 20) * minute);
}

function inMinutes({ rig }: Works, { minutes }: Step): string {
  return instant(rig.now + minutes * minute);
}

async function change(rig: Rig, to: (document: OrganisationDocument) => OrganisationDocument): Promise<void> {
  await rig.ground.apply(to(rig.inForce.document), instant(rig.now));
  await rig.listen();
}
