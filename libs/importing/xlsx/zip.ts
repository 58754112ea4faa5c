/** A file in a zip archive, as the archive's directory tells of it: sizes in bytes, method 0 (stored) or 8 (deflated). */
export interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  /** Where its own header begins. */
  offset: number;
}

const endSignature = 0x06_05_4b_50;
const entrySignature = 0x02_01_4b_50;
const longestComment = 65_535;
const inZip64 = 0xff_ff_ff_ff;

/** Reads the directory at the end of a zip archive, without unpacking anything; null where there is none that can be read. */
export function readDirectory(bytes: Uint8Array): Entry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) return null;
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) return null;
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (name ?? 0))),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    if (entry.size === inZip64 || entry.packed === inZip64) return null;
    entries.push(entry);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

/** Unpacks an entry; null where it cannot be, or is larger than the directory says. */
export async function unpack(bytes: Uint8Array, { method, packed, size, offset }: Entry): Promise<Uint8Array | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 30 > bytes.length) return null;
  const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const data = bytes.slice(from, from + packed);
  if (method === 0) return data.length === size ? data : null;
  return method === 8 ? inflate(data, size) : null;
}

async function inflate(data: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array | null> {
  const whole = new Uint8Array(size);
  let filled = 0;
  try {
    const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
      if (filled + part.value.length > size) {
        await reader.cancel();
        return null;
      }
      whole.set(part.value, filled);
      filled += part.value.length;
    }
  } catch {
    return null;
  }
  return filled === size ? whole : null;
}

function endOf(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - longestComment); at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return null;
}
