import { stat } from 'node:fs/promises';

/** The size of the file in bytes; null for standard input and for what cannot be looked at. */
export async function inputSize(file: string): Promise<number | null> {
  if (file === '-') return null;
  return stat(file).then(
    ({ size }) => size,
    () => null,
  );
}
