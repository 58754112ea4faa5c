import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { KeptForm } from './form.js';

/** An answer of the regulator as it was when it was last read; `at` in ms. */
interface Remembered {
  subject: string;
  /** As JSON. */
  text: string;
  at: number;
}

interface Shelves extends DBSchema {
  forms: { key: string; value: KeptForm; indexes: { at: number } };
  answers: { key: string; value: Remembered; indexes: { at: number } };
}

let opened: Promise<IDBPDatabase<Shelves>> | null = null;

/** What this browser keeps for the page; rejects where it keeps nothing. Phones close it behind a page that sleeps: then it is opened anew. */
export function storage(): Promise<IDBPDatabase<Shelves>> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

function open(): Promise<IDBPDatabase<Shelves>> {
  return openDB<Shelves>('synco', 1, {
    upgrade: (database) => {
      database.createObjectStore('forms', { keyPath: 'id' }).createIndex('at', 'at');
      database.createObjectStore('answers', { keyPath: 'subject' }).createIndex('at', 'at');
    },
    terminated: () => {
      opened = null;
    },
  });
}
