export { FolderInUse, guardFolder } from './folder-guard.js';
export { type Journal, openJournal } from './journal.js';
export { type Entry } from './segment.js';
export { ownFolder } from './own-folder.js';
export { readSecret, type Secret } from './secret.js';
export { readJson, writeJson } from './whole-file.js';
