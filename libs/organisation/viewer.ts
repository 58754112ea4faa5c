import type { Part } from './mandate/deeds.js';
import { type Refusal, ShortName, UnitId } from '#libs/contracts';

/** Who looks or acts, and the unit for which they speak. */
export interface Viewer {
  name: string;
  unit: string;
}

/** A viewer with their roles in that unit; `account` null where nobody is checked. */
export interface Mandated extends Viewer {
  roles: readonly Part[];
  account: string | null;
  /** What a node may post; null for whatever its unit posts. */
  indicators?: readonly string[] | null;
}

/** Reads NAME@UNIT, both parts percent-encoded, divided at the last @; a refusal (known by its `code`) where that is not what it says. */
export function readViewer(text: string | undefined): Viewer | Refusal {
  if (text === undefined || text.trim() === '') {
    return { code: 'viewer-missing', message: 'The request does not say who is looking.' };
  }
  const at = text.lastIndexOf('@');
  if (at < 0) return malformed(`"${text}" has no @ between the name and the unit.`);
  const name = ShortName.regex(/^\P{Cc}*$/u).safeParse(decoded(text.slice(0, at)));
  if (!name.success) return malformed(`The name in "${text}" must be 1 to 120 characters in percent-encoded UTF-8.`);
  const unit = UnitId.safeParse(decoded(text.slice(at + 1).trim()));
  if (!unit.success) return malformed(`The unit in "${text}" cannot be the id of a unit.`);
  return { name: name.data, unit: unit.data };
}

function malformed(message: string): Refusal {
  return { code: 'viewer-malformed', message };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
