/** A file's text, and whether it had to be read in the old Western encoding because it is not Unicode. */
export interface Decoded {
  text: string;
  old: boolean;
}

/** Decodes UTF-8, UTF-16 with its mark, and what Western spreadsheets of before still write, Windows-1252. */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), old: false };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), old: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), old: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), old: true };
  }
}
