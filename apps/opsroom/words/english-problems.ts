import type { ErrorCode } from '#libs/contracts';

const reload = 'Reload the page, and try again.';
const fromList = 'Choose one from the list.';

/** What to do, for whoever is on the page, where the error catalogue tells it to who writes programs. */
export const englishProblems: Readonly<Partial<Record<ErrorCode, { advice: string }>>> = {
  'body-malformed': { advice: 'Look through the fields, and send it again.' },
  'query-malformed': { advice: 'Go back to the page before, and try again.' },
  'key-malformed': { advice: 'Fill in the form again.' },
  'request-malformed': { advice: 'Try again; if it stays, tell whoever runs the server.' },
  'head-too-large': { advice: 'Delete the cookies of this site, and sign in again.' },
  'viewer-missing': { advice: 'Say who you are, at the top right.' },
  'viewer-malformed': { advice: 'Choose again who you are, at the top right.' },
  'viewer-unit-unknown': { advice: 'Choose another unit.' },
  'sign-in-needed': { advice: 'Sign in with your address and your password.' },
  'too-many-streams': { advice: 'Close one of the pages that are open for this account.' },
  'mail-missing': {
    advice:
      'Who has not come in yet asks somebody of their unit for a link; who has can be proposed anew, with another address.',
  },
  'address-refused': {
    advice: 'Give an https:// address of a public server; others are allowed by whoever runs this one.',
  },
  'person-unknown': { advice: fromList },
  'node-unknown': { advice: fromList },
  'vote-unknown': { advice: fromList },
  'host-foreign': { advice: 'Use the address that the server was started with.' },
  'not-found': { advice: 'Go back to the start.' },
  'unit-unknown': { advice: fromList },
  'indicator-unknown': { advice: fromList },
  'answer-of-nothing': { advice: 'Declare the notice, or propose the agreement, first.' },
  'photo-malformed': { advice: 'Use a whole JPEG, PNG or WebP of at most 2 MB.' },
  'proposal-unknown': { advice: fromList },
  'alert-unknown': { advice: 'Choose one from the inbox.' },
  'import-unknown': { advice: fromList },
  'notice-unknown': { advice: 'Choose one from the calendar.' },
  'period-malformed': { advice: 'Choose a period from the list.' },
  'observation-malformed': { advice: 'Look through the figure, and send it again.' },
  'id-reused': { advice: reload },
  'organisation-missing': { advice: 'Apply its document: synco organisation apply FILE.' },
  'bus-unavailable': { advice: 'Nothing was taken. Keep the figures, and send them again in a moment.' },
  'server-unreachable': { advice: 'Check the connection, and try again.' },
  internal: { advice: 'Try again; if it stays, tell whoever runs the server.' },
};
