import { Command, CommanderError, Option } from 'commander';
import { SyncoError } from '#libs/contracts';
import { dateOrders } from '#libs/importing';
import { addAgent } from './agent-program.js';
import { Client } from './client.js';
import { backtestFile } from './commands/backtest.js';
import type { BacktestFlags } from './commands/backtest.js';
import { type CalendarFlags, importCalendar } from './commands/calendar.js';
import { importFile } from './commands/import.js';
import type { ImportOptions } from './commands/import.js';
import { applyOrganisation, showOrganisation } from './commands/organisation.js';
import { postFigure } from './commands/post.js';
import type { PostOptions } from './commands/post.js';
import { replayFile } from './commands/replay.js';
import type { ReplayOptions } from './commands/replay.js';
import { signIn, signOut } from './commands/sign-in.js';
import { showStorage, type StorageFlags } from './commands/storage.js';
import { readSettings } from './config.js';
import { exitCodes, explain } from './failure.js';
import type { Io } from './io.js';

const columns =
  'CSV: indicator,at,value[,note]; a header is optional; at is a period or an instant with offset; - is standard input';

/** Runs one command line (without node and script) and returns the exit code; what it has to say goes to `io`. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = build(io, (code) => (exitCode = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const failure = explain(error instanceof CommanderError ? misuse(error) : error);
    io.stderr.write(failure.text);
    return failure.exitCode;
  }
}

function misuse({ message }: CommanderError): SyncoError {
  const sentence = message.replace(/^error: /, '').replace('(outputHelp)', 'No command was given.');
  return new SyncoError('usage-wrong', sentence);
}

function build(io: Io, exitWith: (code: number) => void): Command {
  const program = new Command('synco')
    .description('Post, import, replay and back-test figures, and apply organisations, from the command line.')
    .option('--server <url>', 'the server (or SYNCO_SERVER; else http://127.0.0.1:8400)')
    .option('--as <name@unit>', 'who you are and for which unit you speak (or SYNCO_AS)')
    .addHelpText('after', exitCodeHelp)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {},
    })
    .exitOverride();
  const client = (): Client =>
    new Client(readSettings(io.env, program.opts()), io.pause, (why) => io.stderr.write(`${why}\n`));
  addSignIn(program, io, client);
  addOrganisation(program, io, client);
  addCalendar(program, { io, client, exitWith });
  addStorage(program, io, client);
  addFigures(program, { io, client, exitWith });
  addAgent(program, io, client);
  addBacktest(program, io, exitWith);
  return program;
}

const exitCodeHelp = `
Exit codes:
  ${exitCodes.done}  done
  ${exitCodes.failed}  failed or refused; the reason and its code are on stderr
  ${exitCodes.someRefused}  done, but some rows were refused
  ${exitCodes.serverUnreachable}  the server cannot be reached`;

function addSignIn(program: Command, io: Io, client: () => Client): void {
  program
    .command('sign-in <email>')
    .description('open a session with your password; it is kept for this server until you sign out')
    .action((email: string) => signIn(email, io, client()));
  program
    .command('sign-out')
    .description('end the session at this server')
    .action(() => signOut(io, client()));
}

function addOrganisation(program: Command, io: Io, client: () => Client): void {
  const organisation = program
    .command('organisation')
    .description('the units, indicators and agreements, as one document');
  organisation
    .command('apply <file>')
    .description('put the document (JSON, - is standard input) in force; the same document again changes nothing')
    .option('--dry-run', 'only say what would change')
    .action((file: string, options: { dryRun?: boolean }) => applyOrganisation(file, options, io, client()));
  organisation
    .command('show')
    .description('print the document in force')
    .action(() => showOrganisation(io, client()));
}

function addCalendar(program: Command, { io, client, exitWith }: Wiring): void {
  program
    .command('calendar')
    .description('working time and holidays')
    .command('import <file>')
    .description(
      "add the whole days of an iCalendar file (.ics, - is standard input) to a unit's holidays; the same file again changes nothing",
    )
    .option('--unit <unit>', 'whose calendar it is (else that of who you speak for)')
    .option('--from <date>', 'the first date that is taken (else 1 January of this year)')
    .option('--to <date>', 'the last date that is taken, also of what repeats (else 31 December in two years)')
    .option('--dry-run', 'only say what would change')
    .action(async (file: string, flags: CalendarFlags) => exitWith(await importCalendar(file, flags, io, client())));
}

function addStorage(program: Command, io: Io, client: () => Client): void {
  program
    .command('storage')
    .description('what the server stores, what of it is compressed, and what would be dropped')
    .option('--keep-months <months>', 'try what would be dropped if figures were kept so long')
    .option('--json', 'as JSON')
    .action((flags: StorageFlags) => showStorage(flags, io, client()));
}

interface Wiring {
  io: Io;
  client: () => Client;
  exitWith: (code: number) => void;
}

function addFigures(program: Command, { io, client, exitWith }: Wiring): void {
  program
    .command('post <indicator> <value>')
    .description('post one figure (for the current period unless told) and hear whether it is ordinary')
    .option('--period <period>', 'the period by its name: 2026-11-21, 2026-W47, 2026-11 …')
    .addOption(new Option('--at <instant>', 'an instant within the period, with offset').conflicts('period'))
    .option('--note <text>', 'a remark that stays with the figure')
    .option('--by <name>', 'who posted it; seen inside the unit only')
    .option('--id <id>', 'the id of an earlier attempt, to repeat it without harm')
    .action((indicator: string, value: string, options: PostOptions) =>
      postFigure({ indicator, value }, options, io, client()),
    );
  program
    .command('import <file>')
    .summary('send a file of figures; sent twice it changes nothing')
    .description(
      `Send a file of figures as they are posted every day; sent twice it changes nothing. ${columns}. Or a table, as CSV or XLSX: one column of dates or periods, and one for each indicator, named as its unit names it.`,
    )
    .option('--preview', 'only show what would be sent and every doubtful cell')
    .option('--yes', 'send figures far from usual too, which are held back otherwise')
    .option('--sheet <name>', 'the sheet of a workbook (else its first)')
    .addOption(
      new Option('--dates <order>', 'the order of day, month, year, where the file leaves it open').choices(dateOrders),
    )
    .addOption(
      new Option('--decimal <mark>', 'the decimal mark, where the file leaves it open').choices(['comma', 'point']),
    )
    .option('--refused <file>', 'write all refused rows with their reasons there, as CSV')
    .action(async (file: string, options: ImportOptions) => exitWith(await importFile(file, options, io, client())));
  program
    .command('replay <file>')
    .summary('send a history through the loop in the order of its own time')
    .description(`Send a history through the loop in the order of its own time; broken off, run it again. ${columns}.`)
    .option('--name <name>', 'what the replay is called', 'replay')
    .addOption(
      new Option('--still-open <what>', 'alerts that are open at the end: go on with live clocks, or lapse')
        .choices(['keep', 'close'])
        .default('close'),
    )
    .option('--refused <file>', 'write the rows refused before sending, with their reasons, there, as CSV')
    .action(async (file: string, options: ReplayOptions) => exitWith(await replayFile(file, options, io, client())));
}

function addBacktest(program: Command, io: Io, exitWith: (code: number) => void): void {
  program
    .command('backtest [file]')
    .summary('what the filter says of a series; needs no server')
    .description(
      'Say what the filter makes of a series: CSV at,value[,of] (a header is optional; of belongs to fractions; without FILE, standard input) in, one JSON line a row out.',
    )
    .option('--cadence <cadence>', 'how often a figure is due: day, month, 5m, 2h … (else the median gap)')
    .option('--scale <scale>', 'real, positive, count or fraction', 'real')
    .option('--good <way>', 'more, less or near:NUMBER', 'more')
    .option('--sensitivity <sensitivity>', 'calm, normal or sensitive', 'normal')
    .option('--summary', 'instead of the lines: how many alerts a year with these settings, and with the others')
    .option('--lines', 'with --summary: the lines too, before it')
    .addOption(new Option('--json', 'the summary as JSON').implies({ summary: true }))
    .action(async (file: string | undefined, flags: BacktestFlags) =>
      exitWith(await backtestFile(file ?? '-', flags, io)),
    );
}
