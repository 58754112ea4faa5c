import { words } from '../words.js';

/** Why a message did not go out, in words where there are some for it; the code of a fault otherwise. */
export function reasonIn(reason: string | null): string {
  const { answered, reasons } = words.settings;
  const [, status] = /^answered (\d+)$/.exec(reason ?? '') ?? [];
  return status === undefined ? (reasons[reason ?? ''] ?? reason ?? '') : answered(status);
}
