export { afterQuiet, dueAt } from './due-at.js';
export { messageOf, trialMessage } from './message.js';
export { News, newsOf } from './news.js';
export { pace, tryAgain } from './pace.js';
export { type Letter, letterOf, postOf, shortened } from './post.js';
