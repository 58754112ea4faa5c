import type { Command } from 'commander';
import type { Client } from './client.js';
import { type AgentFlags, runAgent } from './commands/agent.js';
import { enrolNode, type EnrolFlags } from './commands/enrol.js';
import { readSettings } from './config.js';
import type { Io } from './io.js';

/** `synco agent`, and `synco agent enrol`. */
export function addAgent(program: Command, io: Io, client: () => Client): void {
  const agent = program
    .command('agent')
    .summary("a small process on a workplace's machine: takes figures, keeps them, sends them on, hears the answers")
    .description(
      'Take figures from a folder, from programs on this machine and from standard input, look at them at once, keep them on the disk until the server or Kafka has them, and say what the unit hears.',
    )
    .option('--data <dir>', 'where the node keeps its outbox and what it knows', './synco-node')
    .option('--watch <dir>', 'take every CSV file that is put there')
    .option('--port <number>', 'take posts on 127.0.0.1: POST /observations; GET /status and /alerts')
    .option('--stdin', 'take lines from standard input: indicator,at,value[,note]')
    .option('--kafka <brokers>', 'send to Kafka (HOST:PORT,…) instead of the server, and hear from there')
    .option('--language <language>', 'en or es', 'en')
    .action((flags: AgentFlags) => {
      const { server } = program.opts<{ server?: string }>();
      return runAgent(flags, { as: readSettings(io.env, program.opts()).as, server }, io, client());
    });
  agent
    .command('enrol')
    .description("make the node's own key, by which it signs what it writes to Kafka, and let the server know it")
    .option('--unit <unit>', 'for which unit it posts (else that of who you speak for)')
    .option('--name <name>', 'what the unit calls it (else what this machine is called)')
    .option('--indicators <ids>', 'the only indicators that it may post, with commas between')
    .action((_: unknown, command: Command) => enrolNode(command.optsWithGlobals<EnrolFlags>(), io, client()));
}
