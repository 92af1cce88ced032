import type { z } from 'zod';
import type { Problem } from './common.ts';
import type { RouteContract } from './contract.ts';
import { type OperationId, type Routes, routes } from './routes.ts';

/** A refused call: what went wrong as problem details, `status` 0 when the server could not be reached. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

type In<S, Key extends string> = S extends z.ZodType
  ? unknown extends z.input<S>
    ? unknown
    : { [K in Key]: z.input<S> }
  : unknown;
type Parts<C> =
  C extends RouteContract<infer P, infer Q, infer B, z.ZodType>
    ? In<P, 'params'> & Partial<In<Q, 'query'>> & In<B, 'body'>
    : never;
// a contract without a response leaves R at its bound, whose output is unknown
type Answer<C> =
  C extends RouteContract<z.ZodType, z.ZodType, z.ZodType, infer R>
    ? unknown extends z.output<R>
      ? null
      : z.output<R>
    : null;

export interface CallOptions {
  /** the ETag that a change is based on */
  ifMatch?: string;
  /** makes a repeated POST safe: the same key gives the first answer again */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** body of an upload */
  form?: FormData;
}

export interface ClientOptions {
  /** address of the server without a trailing slash; empty for the page's own origin */
  baseUrl?: string;
  apiKey?: string;
  /** language of problem details */
  language?: () => string;
  fetch?: typeof fetch;
}

/**
 * A client whose calls, inputs and answers are typed by the contract:
 * `await call('openTicket', { body: { subject, body, customer } })`. Throws `ApiError` with the problem details.
 */
export function createClient(options: ClientOptions = {}) {
  const send = options.fetch ?? fetch.bind(globalThis);
  return async function call<Name extends OperationId>(
    name: Name,
    parts: Parts<Routes[Name]>,
    callOptions: CallOptions = {},
  ): Promise<Answer<Routes[Name]>> {
    const contract = routes[name] as RouteContract;
    const given = parts as {
      params?: Record<string, unknown>;
      query?: Record<string, unknown>;
      body?: unknown;
    };
    const headers: Record<string, string> = { accept: 'application/json' };
    if (options.apiKey) headers.authorization = `Bearer ${options.apiKey}`;
    const language = options.language?.();
    if (language) headers['accept-language'] = language;
    if (callOptions.ifMatch) headers['if-match'] = callOptions.ifMatch;
    if (callOptions.idempotencyKey) headers['idempotency-key'] = callOptions.idempotencyKey;
    let body: string | FormData | undefined = callOptions.form;
    if (body === undefined && contract.body) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(given.body);
    }
    let response: Response;
    try {
      response = await send(urlOf(options.baseUrl ?? '', contract, given), {
        method: contract.method,
        headers,
        ...(body === undefined ? {} : { body }),
        credentials: 'same-origin',
        ...(callOptions.signal ? { signal: callOptions.signal } : {}),
      });
    } catch (error) {
      if (callOptions.signal?.aborted) throw error;
      throw new ApiError(unreachable(error));
    }
    if (!response.ok) throw new ApiError(await problemOf(response));
    return (response.status === 204 ? null : await response.json()) as Answer<Routes[Name]>;
  };
}
export type Call = ReturnType<typeof createClient>;

/** The address of a call with its parameters filled in. */
export function urlOf(
  baseUrl: string,
  contract: RouteContract,
  parts: { params?: Record<string, unknown>; query?: Record<string, unknown> },
): string {
  const path = contract.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(parts.params?.[key] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parts.query ?? {}))
    if (value !== undefined && value !== null) query.set(key, String(value));
  const search = query.size > 0 ? `?${query}` : '';
  return `${baseUrl}/api/v1${path}${search}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {
      type: 'about:blank',
      title: response.statusText,
      status: response.status,
      detail: text.slice(0, 300),
      code: 'unexpected',
    };
  }
}

function unreachable(error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'about:blank', title: 'No connection', status: 0, detail, code: 'no_connection' };
}
