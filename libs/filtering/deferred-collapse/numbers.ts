import { z } from 'zod';

/** Numbers that lie as the file says that works with them. */
export const Numbers = z.array(z.number());

/** Arrays that never held anything but doubles are the quickest that there are; these have nothing but zeros. */
const nought: readonly number[] = Array.from({ length: 4096 }, () => 0.5).fill(0);

/** So many zeros. */
export function zeros(count: number): number[] {
  return nought.slice(0, count);
}
