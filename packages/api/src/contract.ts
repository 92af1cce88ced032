import type { z } from 'zod';

/** The HTTP methods that the API uses. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call a route at all. The record-level policy is applied inside the use case.
 * `public`: anybody; `link`: whoever holds the private link in the path; `user`: any signed-in person or API key;
 * a permission name: a signed-in person who holds it in at least one unit.
 */
export type Access = 'public' | 'link' | 'user' | Permission;

/** Named permissions. Roles collect them; a role is granted for a unit and holds in the units below it. */
export const permissions = [
  'ticket.read',
  'ticket.write',
  'ticket.assign',
  'ticket.close',
  'ticket.merge',
  'ticket.bulk',
  'ticket.export',
  'ticket.confidential',
  'ticket.change_owner',
  'customer.read',
  'customer.write',
  'customer.merge',
  'customer.import',
  'obligation.waive',
  'instruction.read_all',
  'people.read',
  'people.manage',
  'config.manage',
  'webhook.manage',
  'outbox.read',
  'outbox.manage',
  'events.read',
  'view.share',
] as const;
export type Permission = (typeof permissions)[number];

/** One call of the API: the single source for validation, OpenAPI, the typed client and the access table. */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: Method;
  /** path below /api/v1 with `{name}` for parameters */
  path: string;
  summary: string;
  tag: string;
  access: Access;
  /** scope that an API key needs; `read` for GET and `write` for the others unless given */
  scope?: 'read' | 'write' | 'admin';
  params?: Params;
  query?: Query;
  body?: Body;
  /** body is something other than JSON (multipart upload, raw mail) */
  rawBody?: 'multipart' | 'message/rfc822';
  /** what a successful answer holds; absent for an empty answer (204) or a file */
  response?: Response;
  /** the answer is a file download rather than JSON */
  file?: boolean;
  /** status of success: 200 unless given, 204 without a response */
  status?: 200 | 201 | 202 | 204;
  /** calls that one address may make in so many minutes; none unless given */
  limit?: { calls: number; minutes: number };
  /** a session must have proved within the last minutes that it is still its person's */
  confirm?: boolean;
  /** also open to a session whose person has yet to set up the second factor that is demanded of them */
  unenrolled?: boolean;
  /** demands If-Match: a PATCH, or a step that is taken on what one has seen */
  ifMatch?: boolean;
}

/** Declares one call; gives it back unchanged with its types. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  contract: RouteContract<P, Q, B, R>,
): RouteContract<P, Q, B, R> {
  return contract;
}

/** The parsed input types of a call, absent parts being `undefined`. */
export type ParamsOf<C> =
  C extends RouteContract<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<C> =
  C extends RouteContract<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<C> =
  C extends RouteContract<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type ResponseOf<C> =
  C extends RouteContract<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
