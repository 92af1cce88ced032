import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/paths.mjs';

/**
 * The pages of the console by name, those behind the sign-in and those before it; `parts` are further tabs and sections of
 * them, of which only pictures are taken. `{ticket}` and the like stand for something that the product holds.
 * @type {Record<'signedIn' | 'parts' | 'signedOut', Record<string, string>>}
 */
export const pages = JSON.parse(readFileSync(inRoot('e2e', 'support', 'pages.json'), 'utf8'));

/**
 * The addresses of the console to which no page leads.
 * @returns {string[]} as `console/src/app/routes.tsx` has them
 */
export function routesWithoutPage() {
  const source = readFileSync(inRoot('console', 'src', 'app', 'routes.tsx'), 'utf8');
  const routes = [...source.matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path);
  const addresses = Object.values({ ...pages.signedIn, ...pages.signedOut });
  return routes.filter((route) => route !== '*' && !addresses.some((address) => leadsTo(route, address)));
}

/** @param {string} route such as `/inbox/:view?` @param {string} address */
function leadsTo(route, address) {
  const parts = route.split('/').slice(1);
  const given = address.replace(/\?.*/, '').split('/').slice(1);
  if (given.length > parts.length) return false;
  return parts.every((part, at) => {
    if (given[at] === undefined) return part.endsWith('?');
    return part.startsWith(':') || part === given[at];
  });
}

/**
 * An address with what the product holds filled in; null when it holds nothing of the kind.
 * @param {string} address
 * @param {Readonly<Record<string, string | number | undefined>>} held
 */
export function fillIn(address, held) {
  let missing = false;
  const filled = address.replace(/\{(\w+)\}/g, (_, name) => {
    missing ||= held[name] === undefined;
    return String(held[name]);
  });
  return missing ? null : filled;
}
