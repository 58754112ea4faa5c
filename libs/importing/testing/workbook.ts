import { pack } from '../xlsx/pack.js';
import { readDirectory, unpack } from '../xlsx/zip.js';

/** Changes one file inside of a workbook, and packs it again. */
export async function withPart(
  workbook: Uint8Array,
  path: string,
  change: (xml: string) => string,
): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const entry of readDirectory(workbook) ?? []) {
    const data = (await unpack(workbook, entry)) ?? new Uint8Array();
    const text = entry.name === path ? change(new TextDecoder().decode(data)) : null;
    files.set(entry.name, text === null ? data : new TextEncoder().encode(text));
  }
  return new Uint8Array(pack(files));
}
