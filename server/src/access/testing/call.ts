import { type OperationId, type RouteContract, routes, urlOf } from '@shouwen/api';
import type { Answer } from '../../platform/testing/test-app.ts';
import type { Viewer } from './cast.ts';
import type { World } from './world.ts';

/** The parts of one request. */
export interface Request {
  params?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
  headers?: Record<string, string>;
  /** sent instead of JSON */
  upload?: { name: string; content: string };
  /** a raw mail, sent instead of JSON */
  mail?: string;
}

let asked = 0;

/** Sends one call of the contract as somebody of the cast, from an address of its own (no limit is met). */
export async function send(
  world: World,
  viewer: Viewer,
  operation: OperationId,
  request: Request,
): Promise<Answer> {
  const contract = routes[operation] as RouteContract;
  const credential = credentialOf(world, viewer, contract);
  asked += 1;
  const form = request.upload && multipart(request.upload);
  const answer = await world.test.server.inject({
    method: contract.method as 'GET',
    url: urlOf('', contract, request),
    remoteAddress: `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`,
    headers: {
      ...(credential ? { authorization: `Bearer ${credential}` } : {}),
      ...(form ? { 'content-type': form.type } : {}),
      ...(request.mail === undefined ? {} : { 'content-type': 'message/rfc822' }),
      ...request.headers,
    },
    ...(form ? { payload: form.body } : {}),
    ...(request.mail === undefined ? {} : { payload: request.mail }),
    ...(request.body === undefined ? {} : { payload: request.body as object }),
  });
  const isJson = String(answer.headers['content-type'] ?? '').includes('json');
  return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers };
}

function credentialOf(world: World, viewer: Viewer, contract: RouteContract): string | null {
  if (viewer === 'anon') return null;
  if (viewer !== 'link') return world.keys[viewer];
  return contract.access === 'public' || contract.access === 'link' ? null : world.linkToken;
}

/** A text file as a form sends it. */
export function multipart({ name, content }: { name: string; content: string }): {
  type: string;
  body: string;
} {
  const boundary = 'the-boundary-of-this-test';
  const head = `content-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: `--${boundary}\r\n${head}\r\n\r\n${content}\r\n--${boundary}--\r\n`,
  };
}
