export { alertPath, dealMinutes } from './agreements.js';
export { difference } from './difference.js';
export { durationMinutes } from './duration.js';
export { organise } from './organise.js';
export type { Organisation } from './organise.js';
export { readOrganisation } from './read.js';
export { actsOn, maySeeAlert, maySeeSeries } from './rights.js';
export { readViewer } from './viewer.js';
export type { Viewer } from './viewer.js';
