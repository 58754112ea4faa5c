// Preloaded into a regulator: its clock, under fault. FAULTS_CLOCK_SPEED lets the time that the product asks for (`new Date()`) run so many
// times as fast since FAULTS_CLOCK_START, and leaves the timing of its libraries (`Date.now()`) alone. FAULTS_CLOCK_FILE holds
// milliseconds by which the whole clock of the machine is wrong; it is read again at each SIGUSR2, so that a running clock jumps.
import { readFileSync } from 'node:fs';

const { FAULTS_CLOCK_SPEED = '1', FAULTS_CLOCK_START = '0', FAULTS_CLOCK_FILE: file } = process.env;
const [speed, start] = [Number(FAULTS_CLOCK_SPEED), Number(FAULTS_CLOCK_START)];
const realNow = Date.now.bind(Date);
let wrongBy = 0;

function look() {
  if (file !== undefined) wrongBy = Number(readFileSync(file, 'utf8'));
}

look();
if (file !== undefined) process.on('SIGUSR2', look);
const machine = () => realNow() + wrongBy;
const asked = () => start + (realNow() - start) * speed + wrongBy;
globalThis.Date = new Proxy(Date, {
  construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [asked()] : args, as),
  get: (target, name) => (name === 'now' ? machine : Reflect.get(target, name)),
});
