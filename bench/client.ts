import { Pool as HttpPool } from 'undici';

/** A call of the product's API under /api/v1, a text being a raw mail; gives the answer as text. Throws when it is refused. */
export type Call = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<string>;

/** A client with so many connections, which stay open. */
export function openClient(
  url: string,
  key: string,
  connections: number,
): { call: Call; close(): Promise<void> } {
  const http = new HttpPool(url, { connections });
  return {
    async call(method, path, body) {
      const answer = await http.request({
        method,
        path: `/api/v1${path}`,
        headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': typeOf(body) } : {}) },
        ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 400)
        throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
      return text;
    },
    close: () => http.close(),
  };
}

const typeOf = (body: unknown): string => (typeof body === 'string' ? 'message/rfc822' : 'application/json');
