import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { compressFolder } from './compress.mjs';

it('puts beside each file what a browser can unpack, where that is smaller', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-compress-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = 'const words = 1;\n'.repeat(100);
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'main.js'), program);
  writeFileSync(join(folder, 'assets', 'small.js'), '1;\n');
  writeFileSync(join(folder, 'picture.png'), Buffer.alloc(2_000));
  await compressFolder(folder);
  expect(readdirSync(folder).sort()).toEqual(['assets', 'picture.png']);
  expect(readdirSync(join(folder, 'assets')).sort()).toEqual([
    'main.js',
    'main.js.br',
    'main.js.gz',
    'small.js',
  ]);
  const read = (name: string) => readFileSync(join(folder, 'assets', name));
  expect(brotliDecompressSync(read('main.js.br')).toString()).toBe(program);
  expect(gunzipSync(read('main.js.gz')).toString()).toBe(program);
});
