import { describe, expect, it } from '@jest/globals';
import { readCalendar } from './read-calendar.js';
import type { ReadHolidays } from './read-holidays.js';

const wanted = { zone: 'Europe/Madrid', from: '2026-01-01', to: '2027-12-31' };

/** As Google writes a calendar of holidays: dates, transparent, long lines folded. */
const google = `BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Holidays in Spain
X-WR-TIMEZONE:UTC
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260106
DTEND;VALUE=DATE:20260107
DTSTAMP:20251101T101010Z
UID:20260106_r8d5@google.com
CLASS:PUBLIC
DESCRIPTION:Public holiday
SUMMARY:Día de Reyes\\, Epifanía del Señor y fiesta de los niños y las niñas d
 e toda la región
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20241225
DTEND;VALUE=DATE:20241226
UID:20241225_old@google.com
SUMMARY:Navidad
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260402
DTEND;VALUE=DATE:20260406
UID:easter@google.com
SUMMARY:Semana Santa
END:VEVENT
END:VCALENDAR`;

/** As Outlook writes it: whole days as times in a zone of Windows, or as times of UTC. */
const outlook = `BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
DTEND;TZID="Romance Standard Time":20260804T000000
DTSTART;TZID="Romance Standard Time":20260803T000000
SUMMARY;LANGUAGE=en-us:Company day
UID:040000008200E00074C5B7101A82E008
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
BEGIN:VEVENT
DTSTART:20260814T220000Z
DTEND:20260815T220000Z
SUMMARY:Asunción
UID:040000008200E00074C5B7101A82E009
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID="Romance Standard Time":20260901T090000
DTEND;TZID="Romance Standard Time":20260901T103000
SUMMARY:Stand-up
UID:040000008200E00074C5B7101A82E010
END:VEVENT
END:VCALENDAR`;

/** As Apple writes it: yearly, with exceptions, one of them moved, a length instead of an end. */
const apple = `BEGIN:VCALENDAR
METHOD:PUBLISH
VERSION:2.0
PRODID:-//Apple Inc.//macOS 15.1//EN
BEGIN:VEVENT
UID:new-year
DTSTART;VALUE=DATE:20200101
DURATION:P1D
RRULE:FREQ=YEARLY
EXDATE;VALUE=DATE:20270101
SUMMARY:New Year
END:VEVENT
BEGIN:VEVENT
UID:founders
DTSTART;VALUE=DATE:20200312
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2TH
SUMMARY:Founders' day
END:VEVENT
BEGIN:VEVENT
UID:founders
RECURRENCE-ID;VALUE=DATE:20270311
DTSTART;VALUE=DATE:20270315
DTEND;VALUE=DATE:20270316
SUMMARY:Founders' day\\, moved
END:VEVENT
BEGIN:VEVENT
UID:gone
DTSTART;VALUE=DATE:20260501
STATUS:CANCELLED
SUMMARY:Cancelled
END:VEVENT
END:VCALENDAR`;

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
async function read(text: string, more: Partial<typeof wanted> = {}): Promise<ReadHolidays> {
  const found = await readCalendar(text, { ...wanted, ...more });
  if ('code' in found) throw new Error(found.message);
  return found;
}
const days = ({ holidays }: ReadHolidays) =>
  holidays.map(({ date, until, name }) => `${date}${until === undefined ? '' : `…${until}`} ${name}`);

describe('the holidays of a calendar file', () => {
  it.each([
    ['as it is', (text: string) => text],
    ['with the ends of lines as they are sent, after a mark', (text: string) => `\uFEFF${crlf(text)}`],
  ])('as Google writes it, %s', async (_, written) => {
    const found = await read(written(google));
    expect(days(found)).toEqual([
      '2026-01-06 Día de Reyes, Epifanía del Señor y fiesta de los niños y las niñas de toda la región',
      '2026-04-02…2026-04-05 Semana Santa',
    ]);
    expect(found.refused).toEqual([]);
  });

  it('as Outlook writes it: by the days of their own zone, and UTC by those of the unit', async () => {
    const found = await read(crlf(outlook));
    expect(days(found)).toEqual(['2026-08-03 Company day', '2026-08-15 Asunción']);
    expect(found.refused).toMatchObject([
      { name: 'Stand-up', begins: '2026-09-01T09:00:00', code: 'event-not-whole-days' },
    ]);
    const elsewhere = await read(outlook, { zone: 'Asia/Tokyo' });
    expect(elsewhere.refused.map(({ name }) => name)).toEqual(['Asunción', 'Stand-up']);
  });

  it('as Apple writes it: repeated by the year, without exceptions, and where they were moved to', async () => {
    expect(days(await read(crlf(apple)))).toEqual([
      '2026-01-01 New Year',
      "2026-03-12 Founders' day",
      "2027-03-15 Founders' day, moved",
    ]);
  });

  it.each([
    ['every week', 'DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY', 'event-repeats-often'],
    ['all Sundays of the year', 'DTSTART;VALUE=DATE:20260104\nRRULE:FREQ=YEARLY;BYDAY=SU', 'event-repeats-often'],
    ['a date that is none', 'DTSTART;VALUE=DATE:20261345', 'event-malformed'],
    ['the thirtieth of February', 'DTSTART;VALUE=DATE:20260230', 'event-malformed'],
    ['no beginning', 'DESCRIPTION:x', 'event-malformed'],
    ['an end before the beginning', 'DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260101', 'event-not-whole-days'],
    ['two years', 'DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20280101', 'event-malformed'],
    ['half a day', 'DTSTART:20260105T000000\nDTEND:20260105T120000', 'event-not-whole-days'],
  ])('refuses %s by name, and reads the others', async (_, lines, code) => {
    const odd = `BEGIN:VEVENT\nUID:odd\n${lines}\nSUMMARY:Odd\nEND:VEVENT\n`;
    const found = await read(google.replace('END:VCALENDAR', `${odd}END:VCALENDAR`));
    expect(found.refused).toMatchObject([{ name: 'Odd', code }]);
    expect(found.holidays).toHaveLength(2);
  });

  it('takes the last minute of a day for its end, and a day that ends where it begins for a whole one', async () => {
    const events = [
      'DTSTART:20260105T000000\nDTEND:20260106T235900',
      'DTSTART;VALUE=DATE:20260108\nDTEND;VALUE=DATE:20260108',
    ];
    const text = events.map((lines, n) => `BEGIN:VEVENT\nUID:${n}\n${lines}\nEND:VEVENT\n`).join('');
    expect(days(await read(`BEGIN:VCALENDAR\n${text}END:VCALENDAR`))).toEqual([
      '2026-01-05…2026-01-06 Holiday',
      '2026-01-08 Holiday',
    ]);
  });

  it.each(['', 'hello', '{"a": 1}', 'BEGIN:VCARD\nEND:VCARD', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART'])(
    'is not there in %j',
    async (text) => {
      expect(await readCalendar(text, wanted)).toMatchObject({ code: 'file-unreadable' });
    },
  );
});
