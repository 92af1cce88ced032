import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../errors.ts';

// server/dist/main.js when built, server/src/platform/http/ in tests: the console lies beside the server folder
const here = fileURLToPath(new URL('.', import.meta.url));
const built = [join(here, '../../console/dist'), join(here, '../../../../console/dist')].find((path) =>
  existsSync(path),
);

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'", // the component library writes its styles at run time
  "img-src 'self' data: blob: https:", // images of a mail that somebody asked for (tickets/conversation/mail-html.ts)
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

// Workers read what strangers sent (PDF, office files): whatever is in it, nothing is fetched from outside. A worker follows
// its own script's policy. WebAssembly is for the images of scanned PDFs.
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/**
 * Serves the built console: its files with long lives, and its one page for every address that is a page of it. A browser that
 * unpacks them is sent what the build has packed beside them; each packing has its own `ETag`.
 */
export async function serveConsole(server: FastifyInstance, folder = built): Promise<void> {
  if (!folder) return;
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'], // no addresses of their own
    setHeaders(reply, sent) {
      const path = sent.replace(/\.(?:br|gz)$/, '');
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      if (path.endsWith('.html')) reply.header('content-security-policy', policy);
      else if (/[.-]worker[.-]/.test(path)) reply.header('content-security-policy', workerPolicy);
    },
  });
  server.get('/*', (request, reply) => {
    const isPage =
      request.headers.accept?.includes('text/html') && !/^\/(api|socket\.io|assets)\//.test(request.url);
    if (!isPage) throw new Refusal('not_found', 'not_found');
    return reply.sendFile('index.html');
  });
}
