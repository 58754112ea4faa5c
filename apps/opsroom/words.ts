import type {
  AlertAbout,
  AlertState,
  AnswerKind,
  Cadence,
  Deviation,
  DeviationKind,
  Language,
  Probabilities,
  Sensitivity,
  Sign,
} from '#libs/contracts';
import type { DateOrder, DecimalMark } from '#libs/importing';
import { formatChange, formatNumber } from './format/numbers.js';
import type { Span } from './format/instants.js';
import type { Use } from './viewer-book.js';

/** Something about each explanation of a figure. */
type Explained = Record<keyof Probabilities, string>;

const many = (count: number, one: string, more: string) => `${formatNumber(count)} ${count === 1 ? one : more}`;

/** A span in its two largest parts: "2 days 3 hours", "45 minutes", "less than a minute". */
function span({ days, hours, minutes }: Span): string {
  const parts = [
    days > 0 ? many(days, 'day', 'days') : '',
    hours > 0 ? many(hours, 'hour', 'hours') : '',
    minutes > 0 ? many(minutes, 'minute', 'minutes') : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.slice(0, 2).join(' ') : 'less than a minute';
}

/** The language of the page, in which sentences that come with the figures are shown too. */
const language: Language = 'en';

/** Everything that the page says, in English. Another language is another object of this shape. */
export const words = {
  name: 'Synco',
  span,
  trouble: {
    away: {
      detail: 'The regulator does not answer.',
      advice: 'What you see may be old. The page tries again by itself.',
    },
    unreadable: {
      detail: 'The answer could not be read.',
      advice: 'Reload the page; if it stays, ask whoever runs the regulator.',
    },
    again: 'Try again',
  },
  live: { connecting: 'Connecting…', live: 'Live', away: 'Reconnecting…' },
  loading: 'One moment…',
  skip: 'Skip to the page',
  menu: { open: 'All units', close: 'Close', home: 'Start', inbox: 'Inbox', compare: 'Compare', own: 'Our unit' },
  tree: {
    title: 'All units',
    find: 'Find a unit',
    expand: (name: string) => `Show what belongs to ${name}`,
    alerts: (count: number) => many(count, 'open alert', 'open alerts'),
    none: 'No unit has such a name.',
  },
  replay: (date: string, share: string) => `History is being replayed: ${date}, ${share}`,
  replayWaiting: 'History is about to be replayed.',
  who: {
    title: 'Who are you?',
    lead: 'There are no passwords yet: you say who you are, and everybody who is concerned sees it.',
    use: 'What do you come for?',
    uses: {
      team: { name: 'I work in a team', hint: 'Post figures, see our chart, hear our own alerts first.' },
      coordinator: { name: 'I coordinate a unit', hint: 'Answer the alerts that have come up to us.' },
      council: { name: 'I sit in a council', hint: 'Compare units over a quarter, and print it.' },
    } satisfies Record<Use, { name: string; hint: string }>,
    useShort: { team: 'team', coordinator: 'coordinator', council: 'council' } satisfies Record<Use, string>,
    name: 'Your name',
    unit: 'Your unit',
    find: 'Search by name',
    missingName: 'Write your name.',
    missingUnit: 'Choose your unit from the list.',
    start: 'Begin',
    cancel: 'Cancel',
    switch: (name: string, unit: string) => `You are ${name}, ${unit}. Switch`,
    other: 'Somebody else…',
    more: (count: number) => `and ${formatNumber(count)} more: write a few letters of the name`,
  },
  unit: {
    path: 'Where this unit belongs',
    children: 'Units inside',
    compare: 'Compare the units inside',
    importFile: 'Import a file',
    noIndicators: 'Nothing is measured here yet. An indicator is added in the organisation document.',
    alerts: 'Open alerts',
    noAlerts: 'No open alerts. All is as expected.',
    moreAlerts: (count: number) => `Show all ${formatNumber(count)} open alerts`,
    noAlertsHere: 'No open alert of this unit has come to you.',
    range: 'Span',
    ranges: { quarter: '3 months', year: 'Year', years: '5 years', all: 'All' },
    known: 'As known on',
    knownNote: (date: string) => `You see what was known on ${date}; later figures and corrections are left out.`,
    knownBack: 'Back to now',
    closedFigures: 'The figures belong to the unit; the units above it see the indices and how complete they are.',
    showClosed: 'The figures are shown while an alert has climbed to you.',
    nothingYet: 'No figures yet.',
    nothingInRange: 'No figures in this span.',
    truncated: 'The oldest figures of this span are left out.',
    latest: 'Latest',
    expected: (low: string, high: string) => `expected ${low} to ${high}`,
    coverage: (share: string) => `${share} reported`,
    comparable: (value: string) => `${value} if all had reported`,
    provisional: 'provisional: not all have reported',
    cadence: cadenceWords,
    asTable: 'As a table',
    asChart: 'As a chart',
  },
  indices: {
    title: 'Indices',
    productivity: { name: 'Productivity', hint: 'what we do, of what we can do now' },
    latency: { name: 'Latency', hint: 'what we can do now, of what we ought to be able to' },
    performance: { name: 'Performance', hint: 'what we do, of what we ought to be able to' },
    none: 'No capability or potentiality has been agreed yet.',
  },
  chart: {
    label: (name: string) => `Chart of ${name}. Use the left and right arrow keys to read the figures.`,
    value: 'Figure',
    band: 'Expected range',
    level: 'Level',
    capability: 'Capability',
    potentiality: 'Potentiality',
    provisional: 'Provisional',
    corrected: 'Corrected',
    kinds: { unclear: 'Unclear', transient: 'Once', step: 'Step', slope: 'New trend' } satisfies Record<
      DeviationKind,
      string
    >,
    hint: 'Point at a figure, or use the arrow keys, to read it.',
    deviations: 'What was unusual',
    noDeviations: 'Nothing unusual in this span.',
    withdrawn: 'withdrawn',
    more: (count: number) => `Show all ${formatNumber(count)}`,
  },
  table: {
    period: 'Period',
    value: 'Figure',
    expected: 'Expected range',
    level: 'Level',
    coverage: 'Reported',
    revision: 'Revision',
    note: 'Note',
    by: 'By',
    unusual: 'Unusual',
    note1: 'first',
    caption: (name: string) => `Figures of ${name}, newest first`,
  },
  post: {
    title: 'Post a figure',
    indicator: 'What',
    period: 'For',
    value: (measure: string) => `Figure (${measure})`,
    part: 'How many',
    whole: 'Of how many',
    note: 'Note (if something should be known)',
    addNote: 'Add a note',
    send: 'Post',
    correct: 'Post the correction',
    sending: 'Posting…',
    has: (value: string) =>
      `There is a figure for this period already: ${value}. Posting another corrects it; the old one is kept.`,
    before: (value: string, period: string) => `Before: ${value} (${period})`,
    noBefore: 'This will be the first figure.',
    current: (label: string) => `${label} – now`,
    filled: (label: string, value: string) => `${label} – has ${value}`,
    notNumber: 'Write a number, such as 12 or 0.75.',
    notWhole: 'Write whole numbers, the first not larger than the second.',
    ordinary: 'Ordinary.',
    unusual: (why: string) => `Unusual, because: ${why}`,
    odd: (low: string, high: string) =>
      `Outside the expected ${low} to ${high}; one figure alone is not yet told as a change.`,
    taken: 'Your figure is in.',
    wait: 'Taken. The answer is being worked out…',
    slow: 'Your figure is kept. The answer takes longer than usual; it will show on the chart.',
    between: (low: string, high: string) => `Expected between ${low} and ${high}.`,
    posted: (value: string, period: string) => `${value} for ${period}`,
    unsent: 'Not sent yet: the regulator does not answer. The figure is kept here and sent again by itself.',
    refused: 'Not taken:',
    refusedAdvice: 'Mend it and post again.',
    another: 'Post another',
    next: (name: string) => `Next: ${name}`,
    done: 'has a figure',
  },
  importing: {
    title: 'Import a file',
    lead: (unit: string) =>
      `Figures of ${unit} from a table: a spreadsheet (.xlsx) or CSV. You see what was read before anything is sent.`,
    shape: 'It needs a column of dates or periods, and a column for each of these, named so:',
    period: 'Date',
    choose: 'Choose a file',
    drop: 'or drop it here',
    another: 'Choose another file',
    back: (unit: string) => `Back to ${unit}`,
    notYours: (unit: string) => `Only ${unit} itself imports its figures.`,
    notYoursHint: 'Choose at the top for whom you look, or ask somebody there to import the file.',
    nothingPosted: 'Nothing is posted here: the figures follow from the units inside.',
    reading: (name: string) => `Reading ${name}…`,
    unloadable: 'What reads files could not be loaded. Check the connection and choose the file again.',
    sheet: 'Sheet',
    old: 'The file is not in Unicode; it was read as an old Western text. Look whether letters with accents are right.',
    found: (figures: number, name: string) => `${many(figures, 'figure', 'figures')} found in ${name}.`,
    none: 'There is no figure in this file that could be sent.',
    corrects: 'Where a period has a figure already, the new one corrects it; the old one is kept.',
    dates: (column: string, example: string) => `Column ${column}: what is ${example}?`,
    orders: { dmy: 'day / month / year', mdy: 'month / day / year', ymd: 'year / month / day' } satisfies Record<
      DateOrder,
      string
    >,
    decimal: (example: string) => `What does ${example} mean?`,
    means: {
      parts: (whole: string, mark: DecimalMark) => `${whole} – the ${mark} parts thousands`,
      begins: (whole: string, thousandths: string, mark: DecimalMark) =>
        `${whole} and ${thousandths} thousandths – the ${mark} begins the decimals`,
    },
    waits: (count: number) => `${many(count, 'cell waits', 'cells wait')} for your answer.`,
    doubts: (count: number) => `${many(count, 'cell', 'cells')} in doubt`,
    doubtsHint:
      'These are left out. Choose one to see it in the table; mend the file and choose it again, or send the others.',
    notes: (count: number) => many(count, 'remark', 'remarks'),
    unusual: (count: number) => `Also send ${many(count, 'figure', 'figures')} far from usual`,
    signs: { error: 'left out', warning: 'far from usual', note: 'remark', figure: 'is sent' },
    table: 'What was read',
    row: 'Row',
    leftOut: 'left out',
    skipped: (rows: number) => `${many(rows, 'row', 'rows')} without doubt`,
    more: (count: number) => `Show all ${formatNumber(count)}`,
    send: (figures: number, doubts: number) =>
      `Send ${many(figures, 'figure', 'figures')}${doubts > 0 ? `, leave out ${many(doubts, 'doubtful cell', 'doubtful cells')}` : ''}`,
    sending: (done: number, total: number) => `${formatNumber(done)} of ${formatNumber(total)} sent`,
    waiting: 'The regulator does not answer. What is left is sent as soon as it does.',
    sent: (taken: number) => `${many(taken, 'figure was', 'figures were')} taken.`,
    sentHint: 'They are on the charts in a moment. The same file sent again changes nothing.',
    refused: (count: number) => `${many(count, 'figure was', 'figures were')} not taken:`,
    stopped: 'Not everything was sent:',
  },
  inbox: {
    title: (unit: string) => `Inbox of ${unit}`,
    state: 'Which alerts',
    open: 'Open',
    closed: 'Closed',
    withUs: 'With us now',
    elsewhere: 'On their way, with others now',
    closedTitle: 'Closed',
    none: 'Nothing waits for you.',
    noneHint: 'When something below could not be solved in its agreed time, it comes here.',
    noneClosed: 'No alert has been closed yet.',
    truncated: 'There are more; the oldest are left out.',
    heldBy: (unit: string) => `with ${unit}`,
    replayed: 'from replayed history',
  },
  alert: {
    states: {
      open: 'Open',
      acknowledged: 'Being worked on',
      recovered: 'Recovered',
      resolved: 'Resolved',
      withdrawn: 'Withdrawn',
      lapsed: 'Lapsed',
    } satisfies Record<AlertState, string>,
    pain: 'for the worse',
    pleasure: 'for the better',
    climbsIn: (left: string) => `Climbs in ${left}`,
    climbsNow: 'Climbs any moment',
    climbsOn: (time: string) => `Climbs ${time}`,
    working: (left: string) => `${left} of working time left`,
    resting: (left: string, until: string) => `${left} of working time left, from ${until} on`,
    stays: 'Does not climb',
    staysTop: 'With the last level',
    staysGood: 'Good news does not climb',
    closed: (at: string) => `Closed ${at}`,
    at: (time: string) => `on ${time}`,
    path: 'Its way',
    here: 'here now',
    was: 'was here',
    next: 'next',
    given: (left: string) => `has ${left}`,
    gave: (left: string) => `had ${left}`,
    last: 'the last level',
    certainty: (share: string) => `${share} sure`,
    since: (period: string) => `since ${period}`,
    pulledBy: (who: string | null) => (who === null ? 'by somebody of the team' : `by ${who}`),
    size: (size: number, measure: string) => `Change of ${formatChange(size)} ${measure}`,
    timeline: 'What has happened',
    acts: 'What you can do',
    noActs: 'There is nothing for you to do here now.',
    closedActs: 'This alert is closed.',
    until: (time: string) => `Being worked on until ${time}`,
  },
  why: {
    title: 'Why was this flagged?',
    lead: (measure: string) =>
      `A range was expected of each figure before it came; then four explanations share what is likely. Figures in ${measure}.`,
    explanations: {
      steady: 'Ordinary',
      transient: 'One-off',
      step: 'New level',
      slope: 'New trend',
    } satisfies Explained,
    line: (period: string, { steady, transient, step, slope }: Explained) =>
      `Ordinary explains the figure of ${period} with ${steady}, a one-off with ${transient}, a new level with ${step}, a new trend with ${slope}.`,
    told: (sentence: string) => `With this figure it was told: ${sentence}`,
    shares: ({ steady, transient, step, slope }: Explained) =>
      `ordinary ${steady}, one-off ${transient}, new level ${step}, new trend ${slope}`,
  },
  trying: {
    link: 'Try other settings',
    title: (name: string) => `What would have been told of ${name}`,
    lead: 'The figures that are stored run through the filter once more, at each sensitivity.',
    unchanged:
      'This changes nothing, and nobody hears of it. The sensitivity is set in the organisation document, by whoever keeps it.',
    back: (unit: string) => `Back to ${unit}`,
    sensitivity: 'Sensitivity',
    sensitivities: { calm: 'Calm', normal: 'Normal', sensitive: 'Sensitive' } satisfies Record<Sensitivity, string>,
    own: 'as it is now',
    rate: (aYear: string, of: readonly string[]) =>
      `With these settings: ${aYear} ${aYear === '1' ? 'alert' : 'alerts'} a year${of.length > 0 ? `, of which ${of.join(', ')}` : ''}.`,
    rateOfRows: (count: string, of: readonly string[]) =>
      `With these settings: ${count} alerts in a thousand figures${of.length > 0 ? `, of which ${of.join(', ')}` : ''}.`,
    counted: (figures: number, from: string, to: string) =>
      `Counted over ${many(figures, 'figure', 'figures')}, from ${from} to ${to}.`,
    inKind: {
      transient: (count: string) => `${count} for something that happened once`,
      step: (count: string) => `${count} for a new level`,
      slope: (count: string) => `${count} for a new trend`,
      unclear: (count: string) => `${count} still unclear`,
    } satisfies Record<DeviationKind, (count: string) => string>,
    inAll: 'In all',
    aYear: 'Alerts a year',
    aThousand: 'Alerts in a thousand figures',
    signs: { pleasure: 'For the better', pain: 'For the worse' } satisfies Record<Sign, string>,
    withdrawn: 'Withdrawn later',
    table: 'Alerts at each sensitivity',
    told: 'What would have been told',
    noneTold: 'Nothing would have been told.',
    tooFew: 'There are fewer than ten figures: nothing can be said yet.',
    short: 'That is less than a year, so the numbers a year are a rough guess.',
    truncated: 'Only the newest figures were tried; older ones are left out.',
    chartTruncated: 'The chart shows the newest part of what was tried.',
    working: 'Running the figures through the filter…',
  },
  acts: {
    acknowledge: 'We are on it',
    until: 'Until when?',
    other: 'Another time',
    otherAt: 'Review at',
    latest: (time: string) => `It has to be before ${time}, when the alert climbs.`,
    presets: {
      hour: 'In an hour',
      hours: 'In 4 hours',
      tomorrow: 'Tomorrow morning',
      week: 'In a week',
      last: 'Just before it climbs',
    },
    note: 'Note (optional)',
    answer: 'Answer',
    kind: 'What do you give?',
    kinds: { advice: 'Advice', help: 'Help', resources: 'Resources' } satisfies Record<AnswerKind, string>,
    text: 'Your answer',
    askHelp: 'Ask for help now',
    askHint: 'It goes one level up at once, without waiting for the clock.',
    resolve: 'Resolve',
    cause: 'What was the cause?',
    remedy: 'What was done about it?',
    send: 'Send',
    done: 'Done.',
    missing: 'Write something here.',
    badTime: 'Choose a time after now and before the alert climbs.',
  },
  timeline: {
    raised: {
      deviation: (sentence: string) => `The figures showed it: ${sentence}`,
      silence: (sentence: string) => sentence,
      cord: (sentence: string) => `The cord was pulled: ${sentence}`,
    } satisfies Record<AlertAbout['kind'], (sentence: string) => string>,
    revised: (sentence: string) => `Now seen more clearly: ${sentence}`,
    acknowledged: (who: string, until: string) => `${who} is on it until ${until}.`,
    answered: {
      advice: (who: string) => `${who} gave advice:`,
      help: (who: string) => `${who} gives help:`,
      resources: (who: string) => `${who} gives resources:`,
    } satisfies Record<AnswerKind, (who: string) => string>,
    helpAsked: (who: string) => `${who} asked for help.`,
    climbed: {
      'time-up': (from: string, to: string) => `The agreed time of ${from} was up: it went to ${to}.`,
      'help-asked': (from: string, to: string) => `${from} asked for help: it went to ${to}.`,
    },
    clockMoved: (time: string) => `The working hours were changed: its time is up ${time}.`,
    recovered: {
      'back-at-the-level-before': 'The figures are back at the level before. Closed by itself.',
      reported: 'The report has come. Closed by itself.',
    },
    withdrawn: {
      corrected: 'A corrected figure took the reason away. Withdrawn.',
      'filter-withdrew': 'With later figures it no longer looks unusual. Withdrawn.',
    },
    resolved: (who: string) => `${who} resolved it.`,
    cause: 'Cause:',
    remedy: 'Remedy:',
    lapsed: 'The replayed history ended before it was dealt with. Nobody can act on it any more.',
    person: (by: string, unit: string) => `${by} (${unit})`,
  },
  compare: {
    title: (unit: string) => `The units inside ${unit}, compared`,
    lead: 'Levels are what the statistical filter holds after the noise is taken out, at the beginning and at the end of the quarter.',
    quantity: 'What',
    all: 'All',
    quarter: 'Quarter',
    year: 'Year',
    earlier: 'Earlier quarter',
    later: 'Later quarter',
    print: 'Print',
    unit: 'Unit',
    before: 'Level then',
    now: 'Level now',
    change: 'Change',
    drawn: 'Then → now',
    productivity: 'Productivity',
    performance: 'Performance',
    raised: 'Raised',
    solved: 'Solved',
    climbed: 'Climbed',
    open: 'Open',
    coverage: 'Reported',
    alerts: 'Alerts',
    hidden: 'kept in the unit',
    allHidden: 'The figures and their levels are kept in the units.',
    better: 'better',
    worse: 'worse',
    same: 'as before',
    none: 'Nothing was reported in this quarter. Choose another one.',
    noChildren: 'There are no units inside this one to compare.',
    printed: (when: string) => `Printed ${when}`,
    span: (from: string, to: string) => `${from} to ${to}`,
    noValue: '–',
  },
  credits: {
    title: 'Where the figures come from, and what was assumed',
    version: (version: number) => `Organisation document, version ${formatNumber(version)}`,
  },
};

/** What an alert is about, in the language of the page. */
export function aboutInWords(about: AlertAbout): string {
  switch (about.kind) {
    case 'deviation':
      return inWords(about.deviation);
    case 'silence':
      return inWords(about);
    case 'cord':
      return about.text;
  }
}

/** A deviation's sentence in the language of the page. */
export function inWords({ sentence }: Pick<Deviation, 'sentence'>): string {
  return sentence[language];
}

function cadenceWords(cadence: Cadence): string {
  if (typeof cadence === 'string')
    return { hour: 'hourly', day: 'daily', week: 'weekly', month: 'monthly', quarter: 'quarterly', year: 'yearly' }[
      cadence
    ];
  return 'minutes' in cadence ? `every ${cadence.minutes} minutes` : 'each shift';
}
