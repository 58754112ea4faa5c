import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { until } from '../../test/kit/bus-reader.js';
import { watchdog } from './watchdog.js';

test('it lets somebody outside know that all is well, and is silent while it is not', async () => {
  const beats: string[] = [];
  const server = createServer((request, answer) => {
    beats.push(request.method ?? '');
    answer.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const said: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void said.push(line) });
  const run = async (status: 'ok' | 'degraded', done: () => boolean) => {
    const checks = { outbox: { ok: status === 'ok', detail: '5 messages stand still' } };
    const dog = watchdog(async () => ({ status, checks }), { heartbeatUrl: `http://127.0.0.1:${port}/beat` }, log);
    dog.start();
    await until('it has looked', async () => done());
    await dog.stop();
  };
  await run('ok', () => beats.length > 0);
  expect(beats).toEqual(['POST']);
  await run('degraded', () => said.length > 0);
  expect(beats).toEqual(['POST']);
  expect(said.join('')).toContain('5 messages stand still');
  server.close();
});
