export { afterQuiet, dueAt } from './due-at.js';
export { type Message, messageOf, trialMessage } from './message.js';
export { News, newsOf } from './news.js';
export { pace, tryAgain } from './pace.js';
