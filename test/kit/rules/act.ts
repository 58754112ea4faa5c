import { type Alert, Role } from '#libs/contracts';
import { actsOn } from '#libs/organisation';
import { actOnAlert } from '#libs/regulation';
import { instant } from './hold.js';
import type { Step } from './stories.js';
import type { Works } from './works.js';

type Command = Parameters<typeof actOnAlert>[3] extends (...args: never) => infer R
  ? Exclude<R, Promise<unknown>>
  : never;
type Given = Exclude<Command, { code: unknown }>;

/** Somebody on the way of an open alert does something with it, if they may; the second time after a break, it is the same again. */
export function act(
  { rig }: Works,
  step: Step,
  right: keyof ReturnType<typeof actsOn>,
  given: Unspoken | ((alert: Alert) => Unspoken),
) {
  const open = [...rig.sight.alerts.values()].filter(({ closedAt }) => closedAt === null);
  const alert = open[step.alert % Math.max(1, open.length)];
  if (!alert) return Promise.resolve();
  const unit = alert.path[speaksFor(alert, right, step)]?.unit ?? '';
  return rig.dare(step.who, () =>
    actOnAlert(rig.store(step.faults[0]), alert.id, instant(rig.now), (now) => {
      if (!actsOn(rig.sight.organisation, { name: 'Ana', unit, roles: Role.options, account: null }, now)[right])
        return { code: 'not-allowed', message: `${unit} may not` };
      const command = typeof given === 'function' ? given(now) : given;
      return { ...command, by: 'Ana', unit } as Given;
    }),
  );
}
type Unspoken = { kind: string } & Record<string, unknown>;

/** Mostly whoever may, sometimes anybody. */
function speaksFor({ path, level, reach }: Alert, right: string, { unit, minutes }: Step): number {
  if (minutes % 5 === 0) return unit % path.length;
  if (right === 'answer') return reach - 1 - (unit % Math.min(reach, 2));
  if (right === 'extend') return level + 1;
  return right === 'confirm' ? 0 : level;
}
