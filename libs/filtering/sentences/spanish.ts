import { type Facts, listed, type Phrases, type Since } from './phrases.js';

const unsure = 'las próximas cifras lo confirmarán o no';

/** What a deviation is told with in Spanish; the figure is the subject, so that all agrees with "la cifra". */
export const spanish: Phrases = {
  told: {
    raised: {
      unclear: (facts) => `${strayed(facts)}; ${undecided(facts.since)}.`,
      transient: (facts) => `${strayed(facts)}; ${seen(facts.since)} un hecho aislado.`,
      step: (facts) =>
        `Desde ${facts.onset} el nivel parece haber ${moved(facts)} cerca de ${facts.amount}; ${unsure}.`,
      slope: (facts) =>
        `Desde ${facts.onset} la tendencia parece haber girado ${ward(facts)}, cerca de ${facts.rate}; ${unsure}.`,
    },
    revised: {
      unclear: (facts) => `${strayed(facts)}; vuelve a estar por ver si se mantiene.`,
      transient: (facts) => `${strayed(facts)}; ${seen(facts.since)} más bien un hecho aislado.`,
      step: (facts) => stepped(facts, 'suggest'),
      slope: (facts) => `${turned(facts)}${agreed(facts.since, 'suggest')}.`,
    },
    settled: {
      unclear: (facts) => `${strayed(facts)}; queda por ver si fue un hecho aislado o un cambio duradero.`,
      transient: (facts) => `${strayed(facts)}; ${says(facts.since, 'show', 'que fue ')}un hecho aislado.`,
      step: (facts) => stepped(facts, 'confirm'),
      slope: (facts) => `${turned(facts)}${agreed(facts.since, 'confirm')}.`,
    },
    withdrawn: {
      unclear: (facts) => nothing(facts),
      transient: (facts) => nothing(facts),
      step: (facts) => `Al final, el nivel no ha ${moved(facts)} desde ${facts.onset}${asShown(facts.since)}.`,
      slope: (facts) =>
        `Al final, la tendencia no ha girado ${ward(facts)} desde ${facts.onset}${asShown(facts.since)}.`,
    },
  },
  locale: 'es',
  percent: (number) => `un ${number} %`,
  points: (number) => (number === '1' ? '1 punto porcentual' : `${number} puntos porcentuales`),
  each: {
    hour: 'por hora',
    shift: 'por turno',
    day: 'al día',
    week: 'por semana',
    month: 'al mes',
    quarter: 'por trimestre',
    year: 'al año',
    figure: 'de una cifra a la siguiente',
    minutes: (count) => (count === 1 ? 'por minuto' : `cada ${count} minutos`),
  },
};

const verbs = {
  suggest: ['sugiere', 'sugieren'],
  confirm: ['confirma', 'confirman'],
  show: ['muestra', 'muestran'],
} as const;
type Verb = keyof typeof verbs;

function strayed(facts: Facts): string {
  const side = facts.direction === 'up' ? 'por encima' : 'por debajo';
  const deviations = facts.sd === '1' ? 'desviación típica' : 'desviaciones típicas';
  return `${unusual(facts)}: cerca de ${facts.amount} (${facts.sd} ${deviations}) ${side} de lo esperado`;
}

function unusual({ direction, onset }: Facts): string {
  return `La cifra ${of(onset)} fue inusualmente ${direction === 'up' ? 'alta' : 'baja'}`;
}

function undecided(since: Since): string {
  if (since.length === 0) return 'las próximas cifras dirán si se mantiene';
  return `${named(since)} aún no ${isOne(since) ? 'dice' : 'dicen'} si se mantiene`;
}

function seen(since: Since): string {
  return since.length === 0 ? 'parece' : `con ${named(since)} parece`;
}

function stepped(facts: Facts, verb: Verb): string {
  const past = facts.direction === 'up' ? 'subió' : 'bajó';
  const change = `cerca de ${facts.amount}`;
  if (facts.plain && facts.since.length > 0)
    return `${unusual(facts)}; ${says(facts.since, verb, `que el nivel ${past} ${change}`)}.`;
  return `Desde ${facts.onset} el nivel ha ${moved(facts)} ${change}${agreed(facts.since, verb)}.`;
}

function turned(facts: Facts): string {
  return `Desde ${facts.onset} la tendencia ha girado ${ward(facts)}, cerca de ${facts.rate}`;
}

function nothing({ onset, since }: Facts): string {
  return `Al final, la cifra ${of(onset)} no tuvo nada de inusual${asShown(since)}.`;
}

function says(since: Since, verb: Verb, what: string): string {
  return since.length === 0 ? '' : `${named(since)} ${conjugated(since, verb)} ${what}`;
}

function agreed(since: Since, verb: Verb): string {
  return since.length === 0 ? '' : `; ${named(since)} lo ${conjugated(since, verb)}`;
}

function asShown(since: Since): string {
  return since.length === 0 ? '' : `, como ${conjugated(since, 'show')} ${named(since)}`;
}

function conjugated(since: Since, verb: Verb): string {
  return verbs[verb][isOne(since) ? 0 : 1];
}

function named(since: Since): string {
  if (since === 'many') return 'las cifras posteriores';
  return `${isOne(since) ? 'la cifra' : 'las cifras'} ${listed(since.map(of), 'y')}`;
}

function isOne(since: Since): boolean {
  return since !== 'many' && since.length === 1;
}

function of(period: string): string {
  return period.startsWith('el ') ? `del ${period.slice(3)}` : `de ${period}`;
}

function moved({ direction }: Facts): string {
  return direction === 'up' ? 'subido' : 'bajado';
}

function ward({ direction }: Facts): string {
  return direction === 'up' ? 'al alza' : 'a la baja';
}
