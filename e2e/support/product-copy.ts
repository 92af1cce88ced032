import { cpSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout } from './installation.ts';

/**
 * A copy of the built product as `npm ci --omit=dev` and a build leave it, without sources: what a server that nobody
 * may write to would run. Files are linked rather than copied where the file system allows.
 */
export function copyProduct(to: string): string {
  for (const path of [
    'package.json',
    'package-lock.json',
    'scripts',
    'server/package.json',
    'console/package.json',
  ])
    cpSync(join(checkout, path), join(to, path), { recursive: true });
  const packages = productionPackages();
  const records = ['node_modules/.package-lock.json', 'node_modules/.shouwen-installed.json'];
  for (const path of ['server/dist', 'console/dist', ...packages, ...records])
    if (existsSync(join(checkout, path))) link(join(checkout, path), join(to, path));
  return to;
}

/** Folders of the npm packages that running takes, by the lock file. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; link?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path]) => path);
}

function link(from: string, to: string): void {
  if (!lstatSync(from).isDirectory()) {
    mkdirSync(dirname(to), { recursive: true });
    if (existsSync(to)) return; // a package within a package was first
    try {
      linkSync(from, to);
    } catch {
      cpSync(from, to); // another file system, or links are not allowed
    }
    return;
  }
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) link(join(from, name), join(to, name));
}
