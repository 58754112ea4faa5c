import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { errorCatalogue, type ErrorCode, type Problem, SyncoError } from '#libs/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** Turns whatever ends a request into a problem document with a code of the catalogue; what is unforeseen is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const known = asSyncoError(error);
    if (known.code === 'internal' || known.code === 'store-unavailable') {
      this.log.error({ err: error, request: http.getRequest<FastifyRequest>().id }, known.message);
    }
    sendProblem(http.getResponse<FastifyReply>(), known);
  }
}

/** Answers with a problem document. */
export function sendProblem(reply: FastifyReply, error: SyncoError): void {
  const problem = problemOf(error);
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** Answers what is no request at all, whose connection is of no more use, and closes it. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(connectionFault(error));
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function connectionFault({ code, message }: NodeJS.ErrnoException): SyncoError {
  if (code === 'HPE_HEADER_OVERFLOW') return new SyncoError('head-too-large', 'The headers are longer than 16 kB.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new SyncoError('request-late', 'The request did not come to its end.');
  return new SyncoError('request-malformed', `This is no HTTP request: ${message}.`);
}

function problemOf({ code, message, errors }: SyncoError): Problem {
  const { status, title, advice } = errorCatalogue[code];
  const problem: Problem = { type: `urn:synco:error:${code}`, title, status, code, detail: message, advice };
  return errors.length > 0 ? { ...problem, errors: [...errors] } : problem;
}

function asSyncoError(error: unknown): SyncoError {
  if (error instanceof SyncoError) return error;
  if (error instanceof HttpException) return new SyncoError(codeOfStatus(error.getStatus()), error.message);
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return new SyncoError(codeOfStatus(error.statusCode), error.message);
  }
  if (error instanceof Error && databaseAway(error))
    return new SyncoError('store-unavailable', 'The database does not answer.');
  return new SyncoError('internal', 'The server met something that it did not expect; its log has the details.');
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 404) return 'not-found';
  if (status === 413) return 'body-too-large';
  if (status >= 500) return 'internal';
  return STATUS_CODES[status] ? 'body-malformed' : 'internal';
}

function databaseAway(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P01', '57P03', '53300'].includes(code) ||
    error.message.includes('Connection terminated') ||
    // What pg's pool says where no connection has come free in time.
    error.message === 'timeout exceeded when trying to connect'
  );
}
