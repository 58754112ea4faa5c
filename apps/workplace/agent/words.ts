import { type AlertHappening, type Language, sentenceOf } from '#libs/contracts';

const who = ({ by, unit }: { by: string; unit: string }) => `${by} (${unit})`;
const quoted = (text: string | undefined) => (text === undefined ? '' : ` “${text}”`);

function english(event: AlertHappening): string {
  switch (event.kind) {
    case 'raised':
      return sentenceOf(event.about).en;
    case 'revised':
      return `Seen more clearly: ${sentenceOf(event.about).en}`;
    case 'acknowledged':
      return `${who(event)} is on it until ${event.until}.${quoted(event.note)}`;
    case 'answered':
      return `${who(event)} answers (${event.answer}):${quoted(event.text)}`;
    case 'help-asked':
      return `${who(event)} asks for help.${quoted(event.note)}`;
    case 'confirmed':
      return `${who(event)} has got the answer.`;
    case 'extension-asked':
      return `${who(event)} asks for time until ${event.until}.${quoted(event.note)}`;
    case 'extended':
      return `${who(event)} gives time until ${event.climbsAt}.${quoted(event.note)}`;
    case 'shared':
      return `${who(event)} shares this:${quoted(event.note)}`;
    case 'reminded':
      return `A reminder for ${event.unit}: nobody has said that they are on it, or the time they named is over.`;
    case 'answer-overdue':
      return `${event.unit} owes an answer, and its time is over.`;
    case 'asked':
      return event.sentence.en;
    case 'grouped':
      return 'It is one with an alert above, and shown under that; its clock rests.';
    case 'ungrouped':
      return event.climbsAt === null
        ? 'It stands by itself.'
        : `It goes on by itself: the time is up at ${event.climbsAt}.`;
    case 'reviewed':
      return event.verdict.sentence.en;
    case 'climbed':
      return `It has gone from ${event.from} up to ${event.to}.`;
    case 'clock-moved':
      return `The working hours were changed: the time is up at ${event.climbsAt ?? event.answerBy}.`;
    case 'reminder-moved':
      return `The working hours were changed: the reminder comes at ${event.remindAt}.`;
    case 'recovered':
      return recoveries[event.because];
    case 'withdrawn':
      return event.because === 'noticed' ? 'A notice explains it. Withdrawn.' : 'The reason is gone. Withdrawn.';
    case 'resolved':
      return `${who(event)} has resolved it. Cause:${quoted(event.cause)} Remedy:${quoted(event.remedy)}`;
    case 'lapsed':
      return 'The replayed history ended. Closed.';
  }
}

const recoveries = {
  'back-at-the-level-before': 'The figures are back at the level before. Closed.',
  reported: 'The report has come. Closed.',
} as const;

function spanish(event: AlertHappening): string {
  switch (event.kind) {
    case 'raised':
      return sentenceOf(event.about).es;
    case 'revised':
      return `Visto con más claridad: ${sentenceOf(event.about).es}`;
    case 'acknowledged':
      return `${who(event)} se ocupa hasta ${event.until}.${quoted(event.note)}`;
    case 'answered':
      return `${who(event)} responde (${answersInSpanish[event.answer]}):${quoted(event.text)}`;
    case 'help-asked':
      return `${who(event)} pide ayuda.${quoted(event.note)}`;
    case 'confirmed':
      return `${who(event)} ha recibido la respuesta.`;
    case 'extension-asked':
      return `${who(event)} pide tiempo hasta ${event.until}.${quoted(event.note)}`;
    case 'extended':
      return `${who(event)} da tiempo hasta ${event.climbsAt}.${quoted(event.note)}`;
    case 'shared':
      return `${who(event)} lo comparte:${quoted(event.note)}`;
    case 'reminded':
      return `Recordatorio para ${event.unit}: nadie ha dicho que se ocupa, o el plazo dicho ha pasado.`;
    case 'answer-overdue':
      return `${event.unit} debe una respuesta y su plazo ha pasado.`;
    case 'asked':
      return event.sentence.es;
    case 'grouped':
      return 'Es una con una alerta de arriba, y se muestra bajo ella; su reloj descansa.';
    case 'ungrouped':
      return event.climbsAt === null ? 'Va sola.' : `Sigue sola: el plazo termina a las ${event.climbsAt}.`;
    case 'reviewed':
      return event.verdict.sentence.es;
    case 'climbed':
      return `Ha subido de ${event.from} a ${event.to}.`;
    case 'clock-moved':
      return `El horario de trabajo cambió: el plazo vence a las ${event.climbsAt ?? event.answerBy}.`;
    case 'reminder-moved':
      return `El horario de trabajo cambió: el recordatorio llega a las ${event.remindAt}.`;
    case 'recovered':
      return recoveriesInSpanish[event.because];
    case 'withdrawn':
      return event.because === 'noticed' ? 'Un aviso lo explica. Retirada.' : 'El motivo ha desaparecido. Retirada.';
    case 'resolved':
      return `${who(event)} la ha resuelto. Causa:${quoted(event.cause)} Remedio:${quoted(event.remedy)}`;
    case 'lapsed':
      return 'La historia repetida ha terminado. Cerrada.';
  }
}

const recoveriesInSpanish = {
  'back-at-the-level-before': 'Las cifras han vuelto al nivel de antes. Cerrada.',
  reported: 'El informe ha llegado. Cerrada.',
} as const;
const answersInSpanish = {
  advice: 'consejo',
  help: 'ayuda',
  resources: 'recursos',
  explanation: 'explicación',
  notice: 'aviso',
  agreement: 'acuerdo',
} as const;

const languages: Record<Language, (event: AlertHappening) => string> = { en: english, es: spanish };

/** What happened to an alert, in one line: what people have written in several, or with signs that steer a terminal, is put into it. */
export function say(language: Language, event: AlertHappening): string {
  return languages[language](event).replaceAll(/[\s\p{Cc}]+/gu, ' ');
}
