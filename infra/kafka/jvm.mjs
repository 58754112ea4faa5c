// How Java is started for the broker and its tools.
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const logging = fileURLToPath(new URL('log4j2.properties', import.meta.url));

/** What Java is started with for a program of `jars`. */
export function javaArguments(jars, heap) {
  return [...settings(jars, heap), ...(existsSync(archive(jars)) ? [`-XX:SharedArchiveFile=${archive(jars)}`] : [])];
}

/**
 * The same for a program that leaves its classes behind as Java keeps them, unless they are there: whatever is started from them starts
 * in half the time. `ended` is to be told how it has ended.
 */
export function javaThatKeepsClasses(jars, heap) {
  if (existsSync(archive(jars))) return { args: javaArguments(jars, heap), ended: () => {} };
  const made = join(jars, `half-${randomBytes(6).toString('hex')}.jsa`);
  const ended = (signal) => {
    if (!existsSync(made)) return;
    // Whoever was killed may have left half a file.
    if (signal === null) renameSync(made, archive(jars));
    else rmSync(made);
  };
  return { args: [...settings(jars, heap), `-XX:ArchiveClassesAtExit=${made}`], ended };
}

function settings(jars, heap) {
  const short = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  return [heap, ...short, `-Dlog4j2.configurationFile=${logging}`, '-cp', `${jars}/*`];
}

function archive(jars) {
  return join(jars, 'classes.jsa');
}
