/** Packs files into a zip archive without compressing them; their checksums, which nobody here reads, stay 0. */
export function pack(files: ReadonlyMap<string, Uint8Array>): ArrayBuffer {
  const named = [...files].map(([name, data]) => ({ name: new TextEncoder().encode(name), data }));
  const heads = named.reduce((sum, { name }) => sum + 76 + 2 * name.length, 22);
  const whole = new Uint8Array(named.reduce((sum, { data }) => sum + data.length, heads));
  const view = new DataView(whole.buffer);
  const offsets: number[] = [];
  let at = 0;
  for (const { name, data } of named) {
    offsets.push(at);
    view.setUint32(at, 0x04_03_4b_50, true);
    describe(view, at + 4, name, data);
    whole.set(name, at + 30);
    whole.set(data, at + 30 + name.length);
    at += 30 + name.length + data.length;
  }
  const directory = at;
  for (const [index, { name, data }] of named.entries()) {
    view.setUint32(at, 0x02_01_4b_50, true);
    view.setUint16(at + 4, 20, true);
    describe(view, at + 6, name, data);
    view.setUint32(at + 42, offsets[index] ?? 0, true);
    whole.set(name, at + 46);
    at += 46 + name.length;
  }
  view.setUint32(at, 0x06_05_4b_50, true);
  view.setUint16(at + 8, named.length, true);
  view.setUint16(at + 10, named.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return whole.buffer;
}

/** What a file's own header and the directory's entry have in common, from the version that is needed on. */
function describe(view: DataView, at: number, name: Uint8Array, data: Uint8Array): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, 0x08_00, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, data.length, true);
  view.setUint16(at + 22, name.length, true);
}
