import { OrganisationDocument } from '#libs/contracts';
import type { Indicator } from '#libs/contracts';
import type { z } from 'zod';
import { checkAgreements } from './agreement-rules.js';
import { checkCalendars } from './calendar-rules.js';
import { draftOf, salvage } from './draft.js';
import type { Fault } from './draft.js';
import { checkIndicators } from './indicator-rules.js';
import { checkUnits } from './unit-rules.js';

/**
 * Reads what somebody sent as an organisation: the document, with dated values sorted by date, or every fault in it at
 * once, those inside single items and those between them.
 */
export function readOrganisation(
  input: unknown,
): { ok: true; document: OrganisationDocument } | { ok: false; errors: Fault[] } {
  const errors: Fault[] = [];
  const tell = (path: string, message: string) => void errors.push({ path, message });
  const read = OrganisationDocument.safeParse(input);
  for (const issue of read.error?.issues ?? []) tell(pathText(issue.path), issueText(issue));
  const draft = read.success ? draftOf(read.data) : salvage(input);
  if (draft) {
    checkUnits(draft, tell);
    checkCalendars(draft, tell);
    checkIndicators(draft, tell);
    checkAgreements(draft, tell);
  }
  if (!read.success || errors.length > 0) return { ok: false, errors };
  return { ok: true, document: { ...read.data, indicators: read.data.indicators.map(sorted) } };
}

function sorted(indicator: Indicator): Indicator {
  return {
    ...indicator,
    capability: indicator.capability.toSorted(byDate),
    potentiality: indicator.potentiality.toSorted(byDate),
    references: indicator.references.map((line) => ({ ...line, values: line.values.toSorted(byDate) })),
  };
}

function byDate(one: { from: string }, other: { from: string }): number {
  if (one.from === other.from) return 0;
  return one.from < other.from ? -1 : 1;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? '$' : text.replace(/^\./, '');
}

/** Where several shapes would do, what each of them misses. */
function issueText(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `${issue.message}; leave it out or check its spelling`;
  if (issue.code !== 'invalid_union') return issue.message;
  const missed = issue.errors.map((shape) =>
    shape.map((inner) => (inner.path.length > 0 ? `${pathText(inner.path)}: ` : '') + issueText(inner)).join(', '),
  );
  return [...new Set(missed)].join('; or: ');
}
