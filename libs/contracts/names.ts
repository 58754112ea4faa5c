import { z } from 'zod';

/** Units and indicators are named by short slugs, so that they can stand in addresses, files and record keys as they are. */
export const UnitId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use a-z, 0-9 and -, at most 64 characters, starting with a letter or digit');
export const IndicatorId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]{0,127}$/,
    'use a-z, 0-9, . and -, at most 128 characters, starting with a letter or digit',
  );
/** Made by the sender and kept over retries. A UUID does; so does anything that is unique and short. */
export const MessageId = z
  .string()
  .regex(/^[\w.:@/+-]{1,120}$/, 'use letters, digits and . : @ / + - _, at most 120 characters');
const fourDigitYear = /^(?!0)/;
/** What PostgreSQL and Temporal read as we do. */
const readable = /^(?!.*(?:\.\d{10}|[+-](?:1[5-9]|2\d):\d\d$))/;
/** An instant with its offset, as ISO 8601 writes it: 2026-11-21T14:05:00+01:00 or …Z. */
export const Instant = z.iso
  .datetime({ offset: true, local: false })
  .regex(fourDigitYear, 'use the years 1000 to 9999')
  .regex(readable, 'use at most nine digits of a second, and an offset of at most 14:59');
export const IsoDate = z.iso.date().regex(fourDigitYear, 'use the years 1000 to 9999');
/** A quantity that people measure: so far inside what a double holds that sums and products of figures stay finite. */
export const Quantity = z.number().min(-1e100).max(1e100);
/** Weeks, days, hours and minutes as ISO 8601 writes them: P2D, PT30M, P1DT12H. */
export const Duration = z
  .string()
  .regex(/^P(?=\d|T\d)(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/, 'write a duration as ISO 8601 does: P2D, PT8H, PT30M');
/** No database can hold a zero byte or half a surrogate pair as text. */
const text = z
  .string()
  .regex(/^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u, 'use whole Unicode characters, and no control characters');
/** What a person wrote: shown as text, never as markup. */
export const Words = text.trim().min(1).max(2000);
export const ShortName = text.trim().min(1).max(120);
/** What people call a file. */
export const FileName = text.trim().min(1).max(200);
/** How many there are of something, as far as a database counts. */
export const Count = z.int().nonnegative().max(2_147_483_647);

/**
 * What somebody does for a unit. member: works there, posts, pulls the cord, votes · coordinator: deals with its alerts, answers, agrees,
 * declares notices, admits nodes · delegate: speaks for it in its council: reads, answers, agrees. Rights come from mandates alone.
 */
export const Role = z.enum(['member', 'coordinator', 'delegate']);
export type Role = z.infer<typeof Role>;
