import type { FilterInput, FilterSettings } from '#libs/filtering';
import { binomialAt, poissonAt, student4 } from './random.js';
import type { Random } from './random.js';

/** What is done to one row, in sd of the noise: the level it is drawn at is moved, or a spike added to what was drawn. */
export interface Push {
  level: number;
  spike: number;
}

/** A kind of in-control series, and how it answers when it is pushed. */
export interface Noise {
  name: string;
  settings: Omit<FilterSettings, 'sensitivity'>;
  /** The mean, and the sd that sizes of changes are measured in. */
  mean: number;
  sd: number;
  /** The sd of all values, season included: what a chart is told that knows mean and sd. */
  spread: number;
  /** How many sd there are below the mean before the scale ends. */
  room: number;
  /** The first changed row, counted from 1. */
  changeAt: number;
  /** A source of rows, one a call. */
  begin: (random: Random) => (push: Push) => FilterInput;
  /** The density that the values really have, where it is simple: for the excess of −log density. */
  truth?: { mean: number; sd: number };
}

const daily = { cadence: 'day', scale: 'real' } as const;
const standard = { settings: daily, mean: 0, sd: 1, spread: 1, room: Infinity, changeAt: 150 };
const row = (value: number | null): FilterInput => ({ elapsed: 1, value, weight: 1 });
const pushed = ({ level, spike }: Push) => level + spike;

const gauss: Noise = {
  ...standard,
  name: 'gauss',
  truth: { mean: 0, sd: 1 },
  begin: (random) => (push) => row(random.normal() + pushed(push)),
};

const autoregressive: Noise = {
  ...standard,
  name: 'AR(1) .3',
  begin: (random) => {
    let last = random.normal();
    return (push) => {
      last = 0.3 * last + Math.sqrt(1 - 0.3 ** 2) * random.normal();
      return row(last + pushed(push));
    };
  },
};

const weekly: Noise = {
  ...standard,
  name: 'weekly',
  spread: Math.hypot(1, 1.1),
  begin: (random) => {
    const drawn = Array.from({ length: 7 }, () => random.normal());
    const mean = drawn.reduce((sum, x) => sum + x / 7, 0);
    const sd = Math.sqrt(drawn.reduce((sum, x) => sum + (x - mean) ** 2 / 7, 0));
    let day = 0;
    return (push) => row(((drawn[day++ % 7] ?? 0) - mean) * (1.1 / sd) + random.normal() + pushed(push));
  },
};

const heavy: Noise = {
  ...standard,
  name: 't4',
  begin: (random) => (push) => row(student4(random) + pushed(push)),
};

const missing: Noise = {
  ...standard,
  name: '5 % missing',
  begin: (random) => (push) => {
    const value = random.normal() + pushed(push);
    return row(random.uniform() < 0.05 ? null : value);
  },
};

/** A day's wave of 1.5 sd with a half-day's of .7, and two days in seven 1.5 sd lower; it begins on any day, at midnight: filters are told the hour. */
const hourly: Noise = {
  ...standard,
  name: 'hourly',
  settings: { cadence: 'hour', scale: 'real' },
  spread: Math.sqrt(1 + 1.5 ** 2 / 2 + 0.7 ** 2 / 2 + (1.5 ** 2 * 10) / 49),
  changeAt: 700,
  begin: (random) => {
    let hour = 24 * Math.floor(7 * random.uniform());
    const phase = 2 * Math.PI * random.uniform();
    return (push) => {
      const turn = (2 * Math.PI * hour) / 24;
      const weekend = hour % 168 >= 120 ? (-1.5 * 5) / 7 : (1.5 * 2) / 7;
      hour++;
      return row(1.5 * Math.sin(turn) + 0.7 * Math.sin(2 * turn + phase) + weekend + random.normal() + pushed(push));
    };
  },
};

function poisson(mean: number): Noise {
  const sd = Math.sqrt(mean);
  return {
    ...standard,
    name: `Poisson ${mean}`,
    settings: { cadence: 'day', scale: 'count' },
    mean,
    sd,
    spread: sd,
    room: mean / sd,
    begin: (random) => (push) => {
      const drawn = poissonAt(random.uniform(), Math.max(0, mean + push.level * sd));
      return row(Math.max(0, drawn + Math.round(push.spike * sd)));
    },
  };
}

/** Fractions of 200 at p = .1. */
function fractions(): Noise {
  const [of, p] = [200, 0.1];
  const sd = Math.sqrt((p * (1 - p)) / of);
  return {
    ...standard,
    name: 'k of 200',
    settings: { cadence: 'day', scale: 'fraction' },
    mean: p,
    sd,
    spread: sd,
    room: p / sd,
    begin: (random) => (push) => {
      const k = binomialAt(random.uniform(), of, Math.min(0.999, Math.max(0, p + push.level * sd)));
      const value = Math.min(of, Math.max(0, k + Math.round(push.spike * sd * of))) / of;
      return { elapsed: 1, value, weight: 1, of };
    },
  };
}

/** The noises of the bench. */
export const noises: readonly Noise[] = [
  gauss,
  autoregressive,
  weekly,
  heavy,
  missing,
  hourly,
  poisson(5),
  poisson(50),
  fractions(),
];
