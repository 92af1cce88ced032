import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveConsole } from './console.ts';

const program = 'export const words = "the same words again and again";\n'.repeat(20);
const page = `<!doctype html><title>Shouwen</title>${'<p>Words</p>'.repeat(50)}`;
const files = { 'index.html': page, 'assets/main-1.js': program, 'assets/pdf.worker-1.js': program };

let folder: string;
let server: FastifyInstance;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shouwen-console-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content));
  }
  writeFileSync(join(folder, 'assets/small-1.js'), '1;\n');
  server = Fastify();
  await serveConsole(server, folder);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });

describe('the files of the console', () => {
  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['identity', undefined, (content: Buffer) => content],
    ['', undefined, (content: Buffer) => content],
  ])('are sent to who takes "%s" as %s, and are the same unpacked', async (accepted, encoding, unpack) => {
    const answer = await get('/assets/main-1.js', accepted ? { 'accept-encoding': accepted } : {});
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(unpack(answer.rawPayload).toString()).toBe(program);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(answer.rawPayload.length),
      vary: 'accept-encoding',
    });
  });

  it('have an ETag for each packing, so that none is taken for another', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(
        async (accepted) => (await get('/assets/main-1.js', { 'accept-encoding': accepted })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
    const again = { 'accept-encoding': 'br', 'if-none-match': tags[0] ?? '' };
    expect((await get('/assets/main-1.js', again)).statusCode).toBe(304);
    const other = { 'accept-encoding': 'gzip', 'if-none-match': tags[0] ?? '' };
    expect((await get('/assets/main-1.js', other)).statusCode).toBe(200);
  });

  it('are sent as they are where the build has packed nothing', async () => {
    const answer = await get('/assets/small-1.js', { 'accept-encoding': 'br, gzip' });
    expect([answer.body, answer.headers['content-encoding']]).toEqual(['1;\n', undefined]);
    expect(answer.headers.vary).toBe('accept-encoding');
  });

  it('keep their policies when they are sent packed', async () => {
    const packed = { accept: 'text/html', 'accept-encoding': 'br' };
    for (const address of ['/inbox/all', '/index.html']) {
      const answer = await get(address, packed);
      expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(page);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        vary: 'accept-encoding',
      });
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
    const worker = await get('/assets/pdf.worker-1.js', packed);
    expect(worker.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('give the packed ones no addresses of their own', async () => {
    expect((await get('/assets/main-1.js.br')).statusCode).not.toBe(200);
    expect((await get('/index.html.gz')).statusCode).not.toBe(200);
  });
});
