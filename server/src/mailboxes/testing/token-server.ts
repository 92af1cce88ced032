import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider of OAuth2 on loopback: gives codes to whoever comes, and tokens for what proves itself. */
export interface TokenServer {
  url: string;
  client: { client_id: string; client_secret: string };
  /** how long its tokens hold, in seconds */
  holds: number;
  /** no more leave: refresh tokens are refused */
  withdrawn: boolean;
  /** grants that were asked for, in their order */
  asked: string[];
  /** what the browser brings back from the address to which it was sent */
  visit(url: string): { state: string; code: string };
  close(): Promise<void>;
}

export async function startTokenServer(): Promise<TokenServer> {
  const codes = new Map<string, string>(); // code → challenge
  let made = 0;
  const provider: TokenServer = {
    url: '',
    client: { client_id: 'desk', client_secret: 'known to both' },
    holds: 3600,
    withdrawn: false,
    asked: [],
    visit(url) {
      const asked = new URL(url).searchParams;
      const code = `code-${++made}`;
      codes.set(code, asked.get('code_challenge') ?? '');
      return { state: asked.get('state') ?? '', code };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server: Server = createServer(async (request, response) => {
    const form = new URLSearchParams(await bodyOf(request));
    const grant = form.get('grant_type') ?? '';
    provider.asked.push(grant);
    const refuse = (error: string) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error }));
    };
    if (form.get('client_secret') !== provider.client.client_secret) return refuse('invalid_client');
    if (grant === 'authorization_code') {
      const challenge = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? ''); // good for one time
      const proof = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (challenge !== proof) return refuse('invalid_grant');
    } else if (provider.withdrawn || !form.get('refresh_token')?.startsWith('refresh-'))
      return refuse('invalid_grant');
    response.writeHead(200, { 'content-type': 'application/json' });
    const number = ++made;
    response.end(
      JSON.stringify({
        token_type: 'Bearer',
        access_token: `access-${number}`,
        refresh_token: `refresh-${number}`,
        expires_in: provider.holds,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
