/**
 * The error catalogue: every refusal that Synco can give, under a code that never changes its meaning.
 * `status` is the HTTP status when the whole request is refused; `advice` says what to do next.
 */
export const errorCatalogue = {
  'body-malformed': {
    status: 400,
    title: 'The body cannot be read',
    advice: 'Send JSON of the shape that /api/openapi.json gives.',
  },
  'query-malformed': {
    status: 400,
    title: 'The query cannot be read',
    advice: 'Compare the parameters with /api/openapi.json.',
  },
  'key-malformed': {
    status: 400,
    title: 'The id of what is sent is not in the right form',
    advice: 'Send a new UUID as Idempotency-Key with what is new, and the same one with the same thing again.',
  },
  'request-malformed': {
    status: 400,
    title: 'This is no request',
    advice: 'Speak HTTP/1.1, as /api/openapi.json tells.',
  },
  'request-late': {
    status: 408,
    title: 'The request took too long',
    advice: 'Send it again; a slow network may need smaller parts.',
  },
  'head-too-large': {
    status: 431,
    title: 'The headers are too long',
    advice: 'Send fewer or shorter headers and cookies.',
  },
  'viewer-missing': {
    status: 401,
    title: 'Nobody is named as the viewer',
    advice: 'Name yourself in the header Synco-As: NAME@UNIT (in /api/stream the query parameter as).',
  },
  'viewer-malformed': {
    status: 400,
    title: 'The viewer cannot be read',
    advice: 'Write the viewer as NAME@UNIT, both parts percent-encoded where they leave ASCII.',
  },
  'viewer-unit-unknown': {
    status: 403,
    title: 'The viewer speaks for a unit that does not exist',
    advice: 'Choose a unit listed by GET /api/units.',
  },
  'sign-in-needed': {
    status: 401,
    title: 'Nobody is signed in',
    advice: 'Sign in on the page, or with synco sign-in.',
  },
  'signed-in-otherwise': {
    status: 403,
    title: 'Somebody else is signed in by now',
    advice: 'Look who is signed in, and send it again as who it is from.',
  },
  'sign-in-refused': {
    status: 403,
    title: 'The address or the password is not right',
    advice: 'Try again in some minutes, or have a link sent to set the password anew.',
  },
  'sign-in-old': {
    status: 403,
    title: 'The sign-in is too long ago',
    advice: 'Sign out, sign in anew, and do it then.',
  },
  'account-unknown': {
    status: 403,
    title: 'Nobody here has this account',
    advice: 'Ask somebody of your unit to propose you, with the address that the other server knows you by.',
  },
  'sign-in-away': {
    status: 502,
    title: 'The other sign-in does not answer',
    advice: 'Try again in a moment, or sign in with your password.',
  },
  'too-many-tries': {
    status: 429,
    title: 'It was tried too often',
    advice: 'Wait for the time that is named, then try again.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests have come from here',
    advice: 'Wait for the time that is named, and send less often, or more at once.',
  },
  'too-many-streams': {
    status: 429,
    title: 'Too many streams are open',
    advice: 'Close one of the pages or programs that listen for this account.',
  },
  'link-expired': {
    status: 410,
    title: 'The link is no longer good',
    advice: 'Ask for a new one: each works once, and for a while only.',
  },
  'account-known': {
    status: 409,
    title: 'This address has an account already',
    advice: 'Sign in with it, or use another address.',
  },
  'mandate-missing': {
    status: 403,
    title: 'There is no mandate for this unit now',
    advice: 'Choose a unit for which you have a mandate, or ask its members for one.',
  },
  'mail-missing': {
    status: 409,
    title: 'This server sends no mail',
    advice:
      'Ask whoever runs the server to set SMTP_URL. Who has not come in yet asks somebody of their unit for a link; who has can be proposed anew, with another address.',
  },
  'address-refused': {
    status: 400,
    title: 'Nothing is sent to this address',
    advice: 'Give an https:// address of a public host; others are named by whoever runs the server, in WEBHOOK_HOSTS.',
  },
  'token-missing': {
    status: 400,
    title: 'The token is missing',
    advice: 'Give the token with a channel that is new, or that leads to another address than before.',
  },
  'person-unknown': {
    status: 404,
    title: 'There is no such person in this unit',
    advice: 'Choose somebody listed by GET /api/units/ID/people.',
  },
  'node-unknown': {
    status: 404,
    title: 'There is no such node',
    advice: 'Choose a node listed by GET /api/units/ID/nodes of your unit.',
  },
  'tokens-enough': {
    status: 409,
    title: 'The node has as many tokens as may hold at a time',
    advice: 'Revoke the one that is no longer used, then make a new one.',
  },
  'keys-enough': {
    status: 409,
    title: 'The node has as many keys as may hold at a time',
    advice: 'Revoke the one that is no longer used, then enrol a new one.',
  },
  'key-taken': {
    status: 409,
    title: 'The key is known already',
    advice: 'Make a new key pair for each node, and keep the private key where it was made.',
  },
  'vote-unknown': {
    status: 404,
    title: 'There is no such vote',
    advice: 'Choose a vote listed by GET /api/units/ID/people of your unit.',
  },
  'vote-open': {
    status: 409,
    title: 'The same is being voted on already',
    advice: 'Take part in the vote that is open.',
  },
  'vote-decided': {
    status: 409,
    title: 'The vote has been decided',
    advice: 'Propose it again, if it is to be decided otherwise.',
  },
  'host-foreign': {
    status: 421,
    title: 'The request names a host that is not this server',
    advice: 'Use the address that the server was started with, or add the name to ALLOWED_HOSTS.',
  },
  'origin-foreign': {
    status: 403,
    title: 'The request comes from a page of another site',
    advice: 'Open the page that this server itself serves.',
  },
  'not-allowed': {
    status: 403,
    title: 'The viewer may not do this',
    advice: 'Ask the unit concerned, or choose the unit that you speak for.',
  },
  'figures-theirs': {
    status: 403,
    title: 'Who sees these figures is for their unit to say',
    advice:
      'Leave “visibility” and “unit” of these indicators as they are. A coordinator or delegate of the unit opens its figures on the page of its people.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    advice: 'See /api/openapi.json for the addresses that exist.',
  },
  'unit-unknown': { status: 404, title: 'There is no such unit', advice: 'Choose a unit listed by GET /api/units.' },
  'indicator-unknown': {
    status: 404,
    title: 'There is no such indicator',
    advice: 'Choose an indicator listed by GET /api/units/ID, or add it to the organisation first.',
  },
  'answer-of-nothing': {
    status: 409,
    title: 'The notice or the agreement that is answered with is not there',
    advice:
      'Declare the notice, or propose the agreement, for a unit on the way of the alert first; then answer with its id.',
  },
  'photo-malformed': {
    status: 400,
    title: 'This is no photo that can be kept',
    advice: 'Send a whole JPEG, PNG or WebP of at most 2 MB as the body, with its own content type.',
  },
  'photo-known': {
    status: 409,
    title: 'The cord has a photo already',
    advice: 'Pull another cord, if something else is to be shown.',
  },
  'proposal-unknown': {
    status: 404,
    title: 'There is no such proposal',
    advice: 'Choose a proposal listed by GET /api/units/ID/agreements of your unit or of one directly below it.',
  },
  'proposal-decided': {
    status: 409,
    title: 'The proposal has been decided already',
    advice: 'Propose anew what should hold now.',
  },
  'agreement-malformed': {
    status: 422,
    title: 'The terms do not fit the unit',
    advice: 'Mend what is listed under errors and propose again.',
  },
  'cord-not-above': {
    status: 422,
    title: 'The cord leads to a unit that is not above',
    advice: 'Pull it for your own unit, or for one on the way up from it.',
  },
  'time-not-needed': {
    status: 409,
    title: 'No time runs out here',
    advice: 'Only an alert that climbs when its time is up can be given more time.',
  },
  'time-not-longer': {
    status: 422,
    title: 'That is no more time',
    advice: 'Name an instant after the one at which the alert climbs now.',
  },
  'not-good-news': {
    status: 409,
    title: 'Only good news is shared sideways',
    advice: 'Ask for help, or answer; what hurts goes up by itself when its time is up.',
  },
  'alert-unknown': {
    status: 404,
    title: 'There is no such alert',
    advice: 'Choose an alert listed by GET /api/alerts.',
  },
  'import-unknown': {
    status: 404,
    title: 'No such import is known here',
    advice: 'Choose an import listed by GET /api/units/ID/imports of your own unit.',
  },
  'observation-unknown': {
    status: 404,
    title: 'No observation with this id has arrived',
    advice: 'Post it; an id that was accepted is found at once.',
  },
  'replay-unknown': { status: 404, title: 'There is no such open replay', advice: 'Open one with POST /api/replays.' },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    advice: 'Send at most 5 000 observations and 8 MiB at a time.',
  },
  'observation-malformed': {
    status: 422,
    title: 'The observation cannot be read',
    advice: 'An observation has id, indicator, period or at, and value.',
  },
  'period-malformed': {
    status: 422,
    title: 'The period does not fit the cadence of the indicator',
    advice:
      'Name the period as 2026-11-21T14+01:00, 2026-11-21/2, 2026-11-21, 2026-W47, 2026-11, 2026-Q4 or 2026, as the cadence asks.',
  },
  'period-in-future': {
    status: 422,
    title: 'The period has not begun yet',
    advice: 'Post a figure once its period has begun; check the clock of the sender.',
  },
  'value-out-of-scale': {
    status: 422,
    title: 'The value does not fit the scale of the indicator',
    advice: 'real: any number; positive: 0 or more; count: a whole number from 0; fraction: from 0 to 1.',
  },
  'indicator-rolled-up': {
    status: 422,
    title: 'This indicator is made from those of the units below',
    advice: 'Post the figures of the units below; this one follows by itself.',
  },
  'id-reused': {
    status: 409,
    title: 'This id was used before with other content',
    advice: 'Keep an id only for retries; give a correction a new id.',
  },
  'organisation-malformed': {
    status: 422,
    title: 'The organisation document has faults',
    advice: 'Mend what is listed under errors and apply the document again.',
  },
  'organisation-missing': {
    status: 409,
    title: 'No organisation has been applied yet',
    advice: 'Apply one: synco organisation apply FILE, or PUT /api/organisation.',
  },
  'notice-unknown': {
    status: 404,
    title: 'There is no such notice',
    advice: 'Choose a notice listed by GET /api/notices.',
  },
  'notice-over': {
    status: 409,
    title: 'The notice is over',
    advice: 'Move its end if it goes on after all, or declare a new one.',
  },
  'notice-not-begun': {
    status: 409,
    title: 'The notice has not begun yet',
    advice: 'Withdraw it, if it is not to be.',
  },
  'notice-span': {
    status: 422,
    title: 'The notice ends at a time that will not do',
    advice: 'Name an end after its beginning, at most 400 days later; it can be moved when the time comes.',
  },
  'alert-closed': {
    status: 409,
    title: 'The alert is closed',
    advice: 'Nothing is left to do; its timeline says how it ended.',
  },
  'alert-at-the-top': {
    status: 409,
    title: 'There is no level above',
    advice: 'The alert is with the last level already; answer it or resolve it there.',
  },
  'review-too-late': {
    status: 422,
    title: 'The review lies outside the agreed time',
    advice: 'Name a review time after now and before the alert climbs.',
  },
  'replay-time-backwards': {
    status: 409,
    title: 'The time of a replay only moves forward',
    advice: 'Sort the file by time and name times that are not over.',
  },
  'message-malformed': {
    status: 422,
    title: 'The message on the bus cannot be read',
    advice: 'Write JSON of the shape that the contracts give for this topic.',
  },
  'record-unsigned': {
    status: 403,
    title: 'Nobody has signed the record',
    advice: 'Enrol the node (synco agent enrol), and sign each record as the AsyncAPI document says.',
  },
  'record-forged': {
    status: 403,
    title: 'The signature of the record does not hold',
    advice:
      'Sign with a key that the node holds: over the topic, node, key id, record id, record key and the very bytes sent.',
  },
  'record-foreign': {
    status: 403,
    title: 'The node was not admitted for what it has written',
    advice: 'Post only what the node was admitted for, or have it admitted for more.',
  },
  'message-too-old': {
    status: 409,
    title: 'The message belongs to a replay that is over',
    advice: 'Open a new replay and send it again.',
  },
  'bus-unavailable': {
    status: 503,
    title: 'The bus does not answer',
    advice: 'Nothing was taken. Keep the figures and send them again with the same ids.',
  },
  'store-unavailable': { status: 503, title: 'The store does not answer', advice: 'Try again in a moment.' },
  'outbox-unwritable': {
    status: 507,
    title: 'The node cannot keep the figure',
    advice: 'Nothing was taken. Make room on its disk, and send the figure again.',
  },
  'server-unreachable': {
    status: 503,
    title: 'The server cannot be reached',
    advice: 'Start it with npm start, or name another one with --server or SYNCO_SERVER.',
  },
  'file-unreadable': {
    status: 422,
    title: 'The file cannot be read',
    advice: 'Check its name, and that it is CSV or JSON in UTF-8, or an XLSX workbook.',
  },
  'file-too-large': {
    status: 413,
    title: 'The file is larger than a table of figures is',
    advice: 'Choose at most 20 MB and 200 000 cells; divide the file, or send it as CSV from the command line.',
  },
  'event-malformed': {
    status: 422,
    title: 'The event of the calendar cannot be read',
    advice: 'Mend it in the calendar that it comes from, or write the holiday into the organisation by hand.',
  },
  'event-not-whole-days': {
    status: 422,
    title: 'The event does not cover whole days',
    advice: 'Mark it as a whole-day event; for a day with other hours write the holiday with its hours by hand.',
  },
  'event-repeats-often': {
    status: 422,
    title: 'The event repeats too often for a holiday',
    advice: 'Write what is so every week into the hours of the week.',
  },
  'layout-unknown': {
    status: 422,
    title: 'No table of figures is recognised',
    advice: 'Give a header row: one column for the period, and one an indicator, named as the unit names it.',
  },
  'indicator-ambiguous': {
    status: 422,
    title: 'The name stands for several indicators',
    advice: 'Write the id of the indicator instead of its name.',
  },
  'period-other-cadence': {
    status: 422,
    title: 'The period is not of the length that the indicator asks for',
    advice: 'Name days for a daily figure, weeks for a weekly one, and so on.',
  },
  'period-repeated': {
    status: 422,
    title: 'The file has two figures for one period',
    advice: 'Leave one of them in the file.',
  },
  'date-order-open': {
    status: 422,
    title: 'It is open which is the day and which the month',
    advice: 'Choose the order for the column: --dates dmy, mdy or ymd.',
  },
  'decimal-mark-open': {
    status: 422,
    title: 'It is open whether the mark parts thousands or decimals',
    advice: 'Choose the decimal mark: --decimal comma or point.',
  },
  'value-not-a-number': {
    status: 422,
    title: 'The value is not a number',
    advice: 'Write a number; leave the cell empty where there is no figure.',
  },
  'value-formula-error': {
    status: 422,
    title: 'The formula has no result',
    advice: 'Mend the formula in the spreadsheet, or empty the cell.',
  },
  'value-unusual': {
    status: 422,
    title: 'The value is far from the others of its column',
    advice: 'Look whether a mark or a digit has slipped; if it is right, say so: --yes.',
  },
  'cell-without-figure': {
    status: 422,
    title: 'The cell says that there is no figure',
    advice: 'Nothing is sent for it; write 0 where zero is meant.',
  },
  'column-left-out': {
    status: 422,
    title: 'The column holds no figures of the unit',
    advice: 'Nothing is sent of it.',
  },
  'row-left-out': {
    status: 422,
    title: 'The row holds no figures of a period',
    advice: 'Nothing is sent of it.',
  },
  'dates-begin-periods': {
    status: 422,
    title: 'Dates stand for the periods that they begin',
    advice: 'Look whether these are the periods that are meant.',
  },
  'span-too-long': {
    status: 422,
    title: 'The span has more periods than can be shown',
    advice: 'Ask for fewer days, or for a unit further down.',
  },
  'usage-wrong': {
    status: 400,
    title: 'The command cannot be understood',
    advice: 'See synco --help, or --help after the command.',
  },
  internal: {
    status: 500,
    title: 'Something broke inside',
    advice: 'Try again; if it stays, the log holds the reason under this request id.',
  },
} as const satisfies Record<string, { status: number; title: string; advice: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** A refusal as a value: the catalogue's code and what is wrong in this very case. */
export interface Refusal {
  code: ErrorCode;
  message: string;
}

/** Thrown only at the edges, where a request must end; inside, refusals are values. */
export class SyncoError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly errors: readonly { path: string; message: string }[] = [],
  ) {
    super(message);
    this.name = 'SyncoError';
  }
}
