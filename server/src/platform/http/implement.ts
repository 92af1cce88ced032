import type { Readable } from 'node:stream';
import { type OperationId, type RouteContract, type Routes, routes } from '@shouwen/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Tx } from '../../tables.ts';

type Output<S> = S extends z.ZodType ? (unknown extends z.output<S> ? undefined : z.output<S>) : undefined;
/** The parsed parts of a request, and the raw request for what has no schema (cookies, uploads). */
export interface Input<C> {
  params: C extends RouteContract<infer P, z.ZodType, z.ZodType, z.ZodType> ? Output<P> : never;
  query: C extends RouteContract<z.ZodType, infer Q, z.ZodType, z.ZodType> ? Output<Q> : never;
  body: C extends RouteContract<z.ZodType, z.ZodType, infer B, z.ZodType> ? Output<B> : never;
  ifMatch: string | null;
  request: FastifyRequest;
  reply: FastifyReply;
}
/** A download: content with its name and type. */
export interface FileAnswer {
  stream: Readable;
  name: string;
  mediaType: string;
  size?: number;
}
/** What a handler gives back: the shape that goes out, with moments as RFC 3339 strings; without a shape a file, or nothing. */
export type Answer<C> =
  C extends RouteContract<z.ZodType, z.ZodType, z.ZodType, infer R>
    ? unknown extends z.input<R>
      ? FileAnswer | undefined | null
      : z.input<R>
    : never;

export type Handler<C> = (tx: Tx, context: Context, input: Input<C>) => Promise<Answer<C>>;

export interface Implementation {
  name: OperationId;
  contract: RouteContract;
  handler: Handler<RouteContract>;
  /** `one`: the pipeline opens a transaction around the handler; `reading`: it lends one connection; `none`: the handler opens its own */
  transaction: 'one' | 'reading' | 'none';
  /** the status of an answer where it is not always that of the contract */
  status?: (answer: never) => number;
}

/**
 * Binds a call of the contract to what carries it out. GETs read on one connection, everything else runs inside one
 * transaction that also keeps the idempotency key. The handler authorises through the use case that it calls.
 */
export function implement<Name extends OperationId>(
  name: Name,
  handler: Handler<Routes[Name]>,
  options: {
    transaction?: Implementation['transaction'];
    status?: (answer: Answer<Routes[Name]>) => number;
  } = {},
): Implementation {
  const contract = routes[name] as RouteContract;
  return {
    name,
    contract,
    handler: handler as unknown as Handler<RouteContract>,
    transaction: options.transaction ?? (contract.method === 'GET' ? 'reading' : 'one'),
    ...(options.status ? { status: options.status } : {}),
  };
}
