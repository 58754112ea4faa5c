import type { Reaching } from '#libs/contracts';
import { Temporal } from 'temporal-polyfill';
import type { News } from './news.js';
import type { Heard } from './heard.js';

/** A message as it goes out: plain text, in the language of whom it is for. `link`: where all of it is to be read. */
export interface Message {
  subject: string;
  text: string;
  link: string;
}

interface Sayings {
  heard: Readonly<Record<Heard, string>>;
  until: (time: string) => string;
  several: (count: number) => string;
  trial: Omit<Message, 'link'>;
}

const english: Sayings = {
  heard: {
    raised: 'New alert',
    climbed: 'Climbed one level',
    answered: 'An answer',
    'help-asked': 'Help is asked for',
    'extension-asked': 'More time is asked for',
    extended: 'More time was given',
    shared: 'Good news, shared',
    reminded: 'A reminder',
    'answer-overdue': 'An answer is overdue',
    closed: 'Closed',
  },
  until: (time) => `Until ${time}`,
  several: (count) => `${count} messages`,
  trial: { subject: 'Synco: a trial', text: 'This channel works.\n' },
};

const spanish: Sayings = {
  heard: {
    raised: 'Nueva alerta',
    climbed: 'Subió un nivel',
    answered: 'Una respuesta',
    'help-asked': 'Se pide ayuda',
    'extension-asked': 'Se pide más tiempo',
    extended: 'Se dio más tiempo',
    shared: 'Una buena noticia, compartida',
    reminded: 'Un recordatorio',
    'answer-overdue': 'Una respuesta está atrasada',
    closed: 'Cerrada',
  },
  until: (time) => `Hasta ${time}`,
  several: (count) => `${count} avisos`,
  trial: { subject: 'Synco: una prueba', text: 'Este canal funciona.\n' },
};

const sayings: Readonly<Record<Reaching['language'], Sayings>> = { en: english, es: spanish };

/** One message of one or more news, oldest first, each with its own link below `publicUrl`. */
export function messageOf(
  news: readonly News[],
  { language, timeZone }: Pick<Reaching, 'language' | 'timeZone'>,
  publicUrl: string,
): Message {
  const said = sayings[language];
  const page = pageAt(publicUrl);
  const linkTo = (alert: string) => `${page}#/alert/${encodeURIComponent(alert)}`;
  const headOf = ({ heard, where }: News) => oneLine(`${said.heard[heard]}: ${where}`);
  const text = news.map((item) => {
    const until = item.until === null ? [] : [said.until(shown(item.until, timeZone))];
    return [headOf(item), oneLine(item.sentence[language]), ...until, linkTo(item.alert)].join('\n');
  });
  const [first] = news;
  const single = news.length === 1 ? first : undefined;
  const head = single ? headOf(single) : said.several(news.length);
  const link = single ? linkTo(single.alert) : `${page}#/inbox`;
  return { subject: short(`Synco: ${head}`), text: `${text.join('\n\n')}\n`, link };
}

/** What is sent to try a channel. */
export function trialMessage({ language }: Pick<Reaching, 'language'>, publicUrl: string): Message {
  return { ...sayings[language].trial, link: pageAt(publicUrl) };
}

function pageAt(publicUrl: string): string {
  return `${publicUrl.replace(/\/$/, '')}/`;
}

function shown(instant: string, timeZone: string): string {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${there.toPlainDate().toString()} ${time} (${timeZone})`;
}

/** What people have written begins no line of its own: nobody passes theirs off as another message, or as a link of ours. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** A subject is a header of its mail: it is not endless, and no letter is cut in two. */
function short(text: string): string {
  return Array.from(oneLine(text)).slice(0, 150).join('');
}
