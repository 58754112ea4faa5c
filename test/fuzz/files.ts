import { errorCatalogue } from '#libs/contracts';
import { openFile, readTable } from '#libs/importing';
import { present, team } from '../../libs/importing/testing/team.js';
import { withPart } from '../../libs/importing/testing/workbook.js';
import writeExcelFile from 'write-excel-file/node';
import { Chance } from '../kit/chance.js';
import { anyBytes, anyText, hostile, spoilBytes } from './spoil.js';
import { blame, count, newTally, type Order, type Tally } from './tally.js';

/** No file takes longer to read than this, in ms; those here are small. */
const patience = 5_000;
const organisation = team();
const heads = ['Date', 'Output', 'Scrap', 'team-a.stops', 'Drift', 'indicator', 'at', 'value', 'Use', 'Orders'];
const cells = [
  '2026-11-01',
  '31/12/25',
  '2026-W53',
  '412',
  '1,234',
  '1.234,5',
  '3/0',
  '12 %',
  '',
  'n/a',
  '=1+1',
  '#REF!',
];

/** Throws tables at the reader of CSV: long and wide, in all encodings and separators, cut off, quoted wrongly, and bytes. */
export function fuzzCsv(order: Order): Promise<Tally> {
  return throwAll('csv', order, async (chance) => (chance.happens(0.1) ? anyBytes(chance, 5_000) : csvOf(chance)));
}

/** Throws workbooks at the reader of XLSX: with marks changed inside, with bytes changed outside, cut off, and bytes that only begin as one. */
export async function fuzzXlsx(order: Order): Promise<Tally> {
  const whole = new Uint8Array(
    await writeExcelFile(
      [
        ['Date', 'Output', 'Scrap'],
        [new Date(present), 412, '3/4'],
        ['2026-11-02', 1e300, true],
      ],
      { dateFormat: 'yyyy-mm-dd' },
    ).toBuffer(),
  );
  const parts = [
    'xl/worksheets/sheet1.xml',
    'xl/workbook.xml',
    'xl/styles.xml',
    'xl/sharedStrings.xml',
    '[Content_Types].xml',
    'xl/_rels/workbook.xml.rels',
  ];
  return throwAll('xlsx', order, async (chance) => {
    if (chance.happens(0.1)) return Uint8Array.from([0x50, 0x4b, 0x03, 0x04, ...anyBytes(chance, 2_000)]);
    if (chance.happens(0.4)) return spoilBytes(whole, chance);
    return withPart(whole, chance.oneOf(parts), (xml) => spoilMarkup(xml, chance));
  });
}

async function throwAll(
  part: string,
  { inputs, seed }: Order,
  make: (chance: Chance) => Promise<Uint8Array>,
): Promise<Tally> {
  const tally = newTally(part);
  const started = performance.now();
  for (let n = 0; n < inputs; n += 1) {
    const chance = new Chance(seed * 2_000_003 + n);
    const bytes = await make(chance);
    const begun = performance.now();
    try {
      count(tally, await read(bytes, chance));
    } catch (error) {
      count(tally, 'thrown');
      blame(tally, `input ${n}: ${String(error instanceof Error ? error.stack : error)}\n${told(bytes)}`);
    }
    if (performance.now() - begun > patience)
      blame(tally, `input ${n} took ${performance.now() - begun} ms: ${told(bytes)}`);
  }
  tally.seconds = (performance.now() - started) / 1_000;
  return tally;
}

/** What the reader says: the code of a refusal, else which doubts there were. */
async function read(bytes: Uint8Array, chance: Chance): Promise<string> {
  const sheet = chance.happens(0.1) ? anyText(chance) : null;
  const opened = await openFile(bytes, sheet);
  if ('code' in opened) {
    if (!Object.hasOwn(errorCatalogue, opened.code)) throw new Error(`The code ${opened.code} is in no catalogue.`);
    return opened.code;
  }
  const unit = chance.oneOf(['team-a', 'works', 'team-b']);
  const { rows, doubts } = readTable(opened.cells, organisation, { unit, now: present });
  for (const { observation } of rows.flatMap(({ figures }) => figures))
    if (!Number.isFinite(observation.value) || !organisation.indicator(observation.indicator))
      throw new Error(`A figure that is none: ${JSON.stringify(observation)}`);
  for (const { code, address } of doubts)
    if (!Object.hasOwn(errorCatalogue, code) || address === '')
      throw new Error(`A doubt without a code: ${code} ${address}`);
  return doubts[0]?.code ?? 'read';
}

/** A third of them break the rules of CSV itself; the others get as far as their cells. */
function csvOf(chance: Chance): Uint8Array {
  const wild = chance.happens(0.3);
  const separator = chance.oneOf([',', ';', '\t', '|']);
  const end = chance.oneOf(['\n', '\r\n']);
  const text = () => anyText(chance).slice(0, 400);
  const cell = () => (chance.happens(0.85) ? chance.oneOf(cells) : text());
  const quoted = (said: string) => {
    if (wild) return chance.happens(0.1) ? `"${said}` : said;
    return `"${said.replaceAll('\u0000', '').replaceAll('"', '""')}"`;
  };
  const columns = 2 + chance.below(5);
  const row = (of: (n: number) => string) =>
    Array.from({ length: chance.happens(0.95) ? columns : chance.below(12) }, (_, n) => quoted(of(n))).join(separator);
  const day = () => `2026-11-${String(1 + chance.below(30)).padStart(2, '0')}`;
  const head = row((n) => (chance.happens(0.9) ? (heads[(n + chance.below(2)) % heads.length] ?? '') : cell()));
  const rows = Array.from({ length: chance.below(20) }, () =>
    row((n) => (n === 0 && chance.happens(0.8) ? day() : cell())),
  );
  const table = `${chance.happens(0.1) ? '\ufeff' : ''}${[head, ...rows].join(end)}`;
  const bytes = chance.happens(0.1) ? utf16(table) : new TextEncoder().encode(table);
  return wild && chance.happens(0.5) ? spoilBytes(bytes, chance) : bytes;
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
}

function spoilMarkup(xml: string, chance: Chance): string {
  let spoilt = xml;
  for (let times = 1 + chance.below(2); times > 0; times -= 1) {
    const at = chance.below(spoilt.length);
    const length = chance.below(40);
    const way = chance.below(5);
    if (way === 0) spoilt = spoilt.slice(0, at) + spoilt.slice(at + length);
    else if (way === 1) spoilt = spoilt.slice(0, at) + chance.oneOf(hostile) + spoilt.slice(at);
    else if (way === 2) spoilt = spoilt.replace(/\d+/, () => chance.oneOf(['-1', '99999999999', '1e400', 'NaN', '']));
    else if (way === 3)
      spoilt = spoilt.replace(/r="[A-Z]+\d+"/, () => chance.oneOf(['r="XFD1048576"', 'r="AAAAAA1"', 'r="A0"', 'r=""']));
    else
      spoilt = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${spoilt.replace(/<v>[^<]*/, '<v>&b;')}`;
  }
  return spoilt;
}

function told(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 1_500)).toString('base64');
}
