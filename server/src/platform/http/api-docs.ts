import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openApi } from '@shouwen/api';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../errors.ts';
import type { Settings } from '../settings.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // the viewer writes styles into its elements
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shouwen API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;
// Without a validator: that would be a request to somebody else's server.
const start = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
`;

/** The contract as an OpenAPI document at /api/v1/openapi.json, and to browse and try at /api/docs; nothing from elsewhere. */
export function serveApiDocs(server: FastifyInstance, settings: Settings, version: string): void {
  // made when first asked for, because the address may still follow from the port
  let document: ReturnType<typeof openApi> | null = null;
  server.get('/api/v1/openapi.json', async () => {
    document ??= openApi(settings.url, version);
    return document;
  });
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files: Record<string, { type: string; content: () => string | Buffer }> = {
    'swagger-ui.css': { type: 'text/css', content: once(() => readFileSync(join(folder, 'swagger-ui.css'))) },
    'swagger-ui-bundle.js': {
      type: 'text/javascript',
      content: once(() => readFileSync(join(folder, 'swagger-ui-bundle.js'))),
    },
    'start.js': { type: 'text/javascript', content: () => start },
  };
  server.get('/api/docs', (_, reply) =>
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page),
  );
  server.get<{ Params: { file: string } }>('/api/docs/:file', (request, reply) => {
    const file = files[request.params.file];
    if (!file) throw new Refusal('not_found', 'not_found');
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type(`${file.type}; charset=utf-8`)
      .send(file.content());
  });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
