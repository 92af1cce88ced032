import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The program that reads attachments, built as the product builds it: packages from npm outside. */
export async function buildReader(): Promise<{ program: string; remove(): void }> {
  const ours = fileURLToPath(new URL('../../../../tmp', import.meta.url)); // where the packages are within reach
  mkdirSync(ours, { recursive: true });
  const folder = mkdtempSync(join(ours, 'reader-'));
  const program = join(folder, 'read-file.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../attachments/read-file.program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    external: ['pdfjs-dist', 'saxes'],
  });
  return { program, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
