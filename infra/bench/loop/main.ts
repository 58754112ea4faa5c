import { parseArgs } from 'node:util';
import { throughput } from './throughput.js';

const { values: options } = parseArgs({
  options: {
    part: { type: 'string', default: 'throughput' },
    stack: { type: 'string', default: 'embedded,kafka' },
    indicators: { type: 'string', default: '1000' },
    periods: { type: 'string', default: '100' },
    flat: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
});
const works = {
  indicators: Number(options.indicators),
  periods: Number(options.periods),
  rollUps: !options.flat,
  lastDay: '2026-11-21',
};
for (const name of options.stack.split(',')) {
  if (name !== 'kafka' && name !== 'embedded') throw new Error(name);
  console.log(JSON.stringify(await throughput(name, works, options.profile)));
}
