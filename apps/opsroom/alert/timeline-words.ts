import type { AlertHappening } from '#libs/contracts';
import { aboutInWords, inWords, words } from '../words.js';

/** A happening as a line that anybody understands, with what somebody wrote beneath it. */
export interface Line {
  text: string;
  quotes: readonly { label: string | null; text: string }[];
}

/** How names and times are written into a line. */
export interface Naming {
  unit: (id: string) => string;
  time: (instant: string) => string;
}

/** Says in plain words what happened to an alert. */
export function lineOf(happening: AlertHappening, naming: Naming): Line {
  const say = words.timeline;
  switch (happening.kind) {
    case 'raised':
      return plain(say.raised[happening.about.kind](aboutInWords(happening.about)));
    case 'revised':
      return plain(say.revised(aboutInWords(happening.about)));
    case 'acknowledged':
      return quoting(say.acknowledged(person(happening, naming), naming.time(happening.until)), happening.note);
    case 'answered':
      return quoting(say.answered[happening.answer](person(happening, naming)), happening.text);
    case 'help-asked':
      return quoting(say.helpAsked(person(happening, naming)), happening.note);
    case 'climbed':
      return plain(say.climbed[happening.because](naming.unit(happening.from), naming.unit(happening.to)));
    case 'confirmed':
      return plain(say.confirmed(person(happening, naming)));
    case 'extension-asked': {
      const { until, to, note } = happening;
      return quoting(say.timeAsked(person(happening, naming), naming.unit(to), naming.time(until)), note);
    }
    case 'extended':
      return quoting(say.extended(person(happening, naming), naming.time(happening.climbsAt)), happening.note);
    case 'shared':
      return quoting(say.shared(person(happening, naming), happening.with.map(naming.unit)), happening.note);
    case 'reminded':
      return plain(say.reminded[happening.because](naming.unit(happening.unit)));
    case 'answer-overdue':
      return plain(say.overdue(naming.unit(happening.unit)));
    case 'asked':
      return plain(
        say.asked(
          inWords(happening),
          happening.units.map(({ unit }) => naming.unit(unit)),
        ),
      );
    case 'grouped':
      return plain(say.grouped);
    case 'ungrouped':
      return plain(say.ungrouped[happening.because](happening.climbsAt && naming.time(happening.climbsAt)));
    case 'reviewed':
      return plain(say.reviewed(inWords(happening.verdict)));
    case 'clock-moved': {
      const due = happening.climbsAt ?? happening.answerBy;
      return plain(due === undefined ? say.clockRests : say.clockMoved[happening.because](naming.time(due)));
    }
    case 'reminder-moved':
      return plain(say.reminderMoved(naming.time(happening.remindAt)));
    case 'recovered':
      return plain(say.recovered[happening.because]);
    case 'withdrawn':
      return plain(say.withdrawn[happening.because]);
    case 'resolved':
      return {
        text: say.resolved(person(happening, naming)),
        quotes: [
          { label: say.cause, text: happening.cause },
          { label: say.remedy, text: happening.remedy },
        ],
      };
    case 'lapsed':
      return plain(say.lapsed);
  }
}

function plain(text: string): Line {
  return { text, quotes: [] };
}

function quoting(text: string, quote: string | undefined): Line {
  return { text, quotes: quote === undefined ? [] : [{ label: null, text: quote }] };
}

function person(who: { by: string; unit: string }, naming: Naming): string {
  return words.timeline.person(who.by, naming.unit(who.unit));
}
