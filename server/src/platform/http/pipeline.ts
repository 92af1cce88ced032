import type { Language, Permission, RouteContract } from '@shouwen/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import type { Tx } from '../../tables.ts';
import { type FieldError, forbidden, Refusal } from '../errors.ts';
import { inOneTransaction, onOneConnection } from '../one-connection.ts';
import { attachmentNamed } from './content-disposition.ts';
import { earlierAnswer, type IdempotentRequest, storeAnswer } from './idempotency.ts';
import type { FileAnswer, Implementation, Input } from './implement.ts';

/** What the pipeline needs to know of the world; put together in main.ts. */
export interface Pipeline {
  app: App;
  /** who asks, with the configuration in force; refuses unknown credentials */
  identify(request: FastifyRequest): Promise<Context>;
  can(context: Context, permission: Permission): boolean;
  /** throws unless the person has proved lately that it is they */
  requireConfirmed(context: Context): void;
  /** also check answers against the contract (the tests do) */
  checkAnswers: boolean;
}

/** Carries out one request: identify → parse → authorise → transaction → answer. */
export async function carryOut(
  pipeline: Pipeline,
  route: Implementation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const context = await pipeline.identify(request);
  admit(pipeline, route.contract, context);
  const input = parse(route.contract, context, request, reply);
  const { db } = pipeline.app;
  if (route.transaction === 'none')
    return send(pipeline, route, reply, await route.handler(db, context, input));
  if (route.transaction === 'reading')
    return send(pipeline, route, reply, await onOneConnection(db, (tx) => route.handler(tx, context, input)));
  const key = idempotencyKey(route, context, request, input.body);
  const { answer, status } = await inTransaction(pipeline.app, async (tx) => {
    const earlier = key && (await earlierAnswer(tx, key));
    if (earlier) return { answer: earlier.body, status: earlier.status };
    const fresh: unknown = await route.handler(tx, context, input);
    const code = successStatus(route.contract);
    if (key) await storeAnswer(tx, key, { status: code, body: fresh, etag: null });
    return { answer: fresh, status: code };
  });
  pipeline.app.ledgerGrew();
  return send(pipeline, route, reply, answer, status);
}

function admit(pipeline: Pipeline, contract: RouteContract, context: Context): void {
  if (contract.access === 'public' || contract.access === 'link') return;
  if (!context.viewer) throw new Refusal('unauthenticated', 'sign_in_needed');
  const scope = contract.scope ?? (contract.method === 'GET' ? 'read' : 'write');
  const scopes = context.viewer.scopes;
  if (scopes && !scopes.includes(scope) && !scopes.includes('admin'))
    throw new Refusal('forbidden', 'scope_missing', { params: { scope } });
  if (context.viewer.secondFactorDue && !contract.unenrolled)
    throw new Refusal('forbidden', 'second_factor_demanded');
  if (contract.access !== 'user' && !pipeline.can(context, contract.access)) throw forbidden(contract.access);
  if (contract.confirm) pipeline.requireConfirmed(context);
}

/** Parses one body by its schema, with errors in the reader's language. Throws `Refusal` naming the fields. */
export function parseBody(schema: z.ZodType, given: unknown, language: Language): unknown {
  const errors: FieldError[] = [];
  const parsed = readPart(schema, given, language, errors);
  if (errors.length > 0) throw new Refusal('invalid', 'invalid', { errors });
  return parsed;
}

function readPart(schema: z.ZodType, given: unknown, language: Language, errors: FieldError[]): unknown {
  const { localeError } = { zh: z.locales.zhCN, en: z.locales.en, es: z.locales.es }[language]();
  const result = schema.safeParse(given, { error: localeError });
  if (result.success) return result.data;
  for (const issue of result.error.issues) errors.push(...fieldErrors(issue));
  return undefined;
}

function parse(
  contract: RouteContract,
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Input<RouteContract> {
  const errors: FieldError[] = [];
  const read = (schema: z.ZodType | undefined, given: unknown): unknown =>
    schema && readPart(schema, given, context.language, errors);
  const params = read(contract.params, request.params);
  if (errors.length > 0) throw new Refusal('not_found', 'not_found'); // a path that cannot name anything
  const query = read(contract.query, request.query);
  const body = read(contract.body, request.body ?? (contract.body ? {} : undefined));
  if (errors.length > 0) throw new Refusal('invalid', 'invalid', { errors });
  const ifMatch = request.headers['if-match'] ?? null;
  if (contract.ifMatch && ifMatch === null) throw new Refusal('precondition_required', 'if_match_needed');
  return { params, query, body, ifMatch, request, reply } as Input<RouteContract>;
}

/** What a schema found wrong, as fields of problem details. */
export function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      message: 'unknown field',
      code: 'unknown_field',
    }));
  }
  return [{ field: path.join('.') || 'body', message: issue.message, code: issue.code }];
}

function idempotencyKey(
  route: Implementation,
  context: Context,
  request: FastifyRequest,
  body: unknown,
): IdempotentRequest | null {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || route.contract.method !== 'POST' || route.contract.rawBody) return null;
  if (key.length === 0 || key.length > 200)
    throw new Refusal('invalid', 'invalid', {
      errors: [{ field: 'Idempotency-Key', message: '1–200', code: 'invalid_key' }],
    });
  return {
    org: context.org,
    owner: context.viewer?.credential ?? request.ip,
    route: request.url.split('?')[0] ?? request.url,
    key,
    body,
    now: context.now,
    secrets: context.app.secrets,
  };
}

const retried = new Set(['40001', '40P01']); // serialization failure, deadlock: the same work is safe to do again

/** Runs work in one transaction; repeats it when the database asks for that. */
export async function inTransaction<T>(app: App, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inOneTransaction(app.db, work);
    } catch (error) {
      if (attempt >= 4 || !retried.has(codeOf(error))) throw error;
    }
  }
}
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function successStatus(contract: RouteContract): number {
  return contract.status ?? (contract.response || contract.file ? 200 : 204);
}

function send(
  pipeline: Pipeline,
  route: Implementation,
  reply: FastifyReply,
  answer: unknown,
  status = route.status?.(answer as never) ?? successStatus(route.contract),
): unknown {
  if (reply.sent) return reply;
  if (route.contract.file) return sendFile(reply, answer as FileAnswer);
  if (pipeline.checkAnswers && route.contract.response) route.contract.response.parse(answer);
  if (typeof answer === 'object' && answer !== null && 'etag' in answer && typeof answer.etag === 'string')
    reply.header('etag', answer.etag);
  reply.code(status);
  return status === 204 ? reply.send() : reply.send(answer);
}

/** Sends a download as an attachment that no browser runs. */
export function sendFile(reply: FastifyReply, file: FileAnswer): unknown {
  reply.header('content-type', file.mediaType);
  reply.header('content-disposition', attachmentNamed(file.name));
  reply.header('content-security-policy', "default-src 'none'; sandbox");
  if (file.size !== undefined) reply.header('content-length', file.size);
  return reply.send(file.stream);
}
