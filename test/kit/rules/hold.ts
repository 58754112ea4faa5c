/** Fails with the rule's name where what must be so is not. */
export function must(rule: string, holds: boolean, detail: () => unknown): void {
  if (!holds) throw new Error(`${rule}: ${JSON.stringify(detail())}`);
}

/** Epoch milliseconds of an instant. */
export function ms(instant: string): number {
  return Date.parse(instant);
}

/** The same where there is one. */
export function msOf(instant: string | null): number | null {
  return instant === null ? null : ms(instant);
}

/** An instant as the loop writes it. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** Whether two clocks show the same, a rounding of fractions of a minute aside. */
export function alike(one: number | null, other: number | null): boolean {
  return one === null || other === null ? one === other : Math.abs(one - other) <= 2;
}
