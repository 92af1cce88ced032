import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { type RouteContract, urlOf } from '@shouwen/api';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { Refusal } from '../errors.ts';
import { newId } from '../ids.ts';
import { languageOf } from '../texts.ts';
import type { Implementation } from './implement.ts';
import { carryOut, type Pipeline } from './pipeline.ts';
import { problemOf, unexpectedProblem } from './problem.ts';

export const bodyLimit = 1024 * 1024;
export const uploadLimit = 25 * 1024 * 1024;

/** The HTTP server with every call of the contract under /api/v1; pages and files are added by the caller. */
export async function createHttpServer(
  pipeline: Pipeline,
  implementations: Implementation[],
): Promise<FastifyInstance> {
  const { app } = pipeline;
  const server = Fastify({
    loggerInstance: app.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: app.settings.trustProxy,
    genReqId: () => newId(app.clock.now()),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
  });
  await server.register(cookie);
  await server.register(multipart, {
    limits: { fileSize: uploadLimit, files: 1, fields: 10 },
    throwFileSizeLimit: true,
  });
  // not read before it is known who sends it; whoever takes it limits it
  server.addContentTypeParser('message/rfc822', (_, payload, done) => done(null, payload));
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, limit) =>
      new Refusal('too_many', 'too_many_requests', { params: { seconds: Math.ceil(limit.ttl / 1000) } }),
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header('x-frame-options', 'DENY');
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: request.routeOptions.url ?? request.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  letGoWhenClosing(server);
  answerErrors(server);
  for (const implementation of implementations) addRoute(server, pipeline, implementation);
  server.setNotFoundHandler((request) => {
    throw new Refusal('not_found', request.url.startsWith('/api/') ? 'no_such_call' : 'not_found');
  });
  return server;
}

/**
 * A connection that carried the last request before the end would be kept for the client's next one, and the end would
 * wait for it: while closing, connections are let go as soon as they are idle.
 */
function letGoWhenClosing(server: FastifyInstance): void {
  server.addHook('preClose', async () => {
    if (!server.server.listening) return;
    const look = setInterval(() => server.server.closeIdleConnections(), 50);
    server.server.once('close', () => clearInterval(look));
  });
}

function addRoute(server: FastifyInstance, pipeline: Pipeline, implementation: Implementation): void {
  server.route({
    method: implementation.contract.method,
    url: fastifyPath(implementation.contract),
    config: implementation.contract.limit
      ? {
          rateLimit: {
            max: implementation.contract.limit.calls,
            timeWindow: implementation.contract.limit.minutes * 60_000,
          },
        }
      : {},
    handler: (request, reply) => carryOut(pipeline, implementation, request, reply),
  });
}

/** `/tickets/{number}` as the router writes it: `/api/v1/tickets/:number`. */
function fastifyPath(contract: RouteContract): string {
  return decodeURIComponent(
    urlOf('', contract, { params: new Proxy({}, { get: (_, name) => `:${String(name)}` }) }),
  );
}

function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const language = languageOf(request.headers['accept-language']) ?? 'en';
    const refusal = refusalOf(error);
    if (!refusal) request.log.error({ err: error }, 'request failed');
    const problem = refusal
      ? problemOf(refusal, language, request.id)
      : unexpectedProblem(language, request.id);
    if (problem.status === 429) reply.header('retry-after', String(refusal?.details.params?.seconds ?? 60));
    return reply.code(problem.status).type('application/problem+json').send(problem);
  });
}

/** What the libraries below us refuse, in the product's words; null for what nobody foresaw. */
function refusalOf(error: FastifyError): Refusal | null {
  if (error instanceof Refusal) return error;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('too_large', 'body_too_large', { params: { limit: bodyLimit } });
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Refusal('too_large', 'file_too_large', { params: { limit: uploadLimit / 1024 / 1024 } });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new Refusal('invalid', 'not_json');
  }
  if (error instanceof SyntaxError || error.statusCode === 400) return new Refusal('invalid', 'not_json');
  if (error.statusCode === 429) return new Refusal('too_many', 'too_many_requests');
  return null;
}

/** What somebody shows to say who they are. */
export interface Credential {
  kind: 'session' | 'api_key';
  value: string;
}

/** The bearer token or session cookie of a request; null when there is neither. */
export function credentialOf(request: FastifyRequest, cookieName: string): Credential | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { kind: 'api_key', value: bearer };
  const value = request.cookies[cookieName];
  return value ? { kind: 'session', value } : null;
}
