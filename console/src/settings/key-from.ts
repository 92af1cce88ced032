import type { LocalText } from '@shouwen/api';

/** A stable key out of a name: its English or Spanish words in small plain letters; empty when there are none. */
export function keyFrom(name: LocalText): string {
  const text = typeof name === 'string' ? name : (name.en ?? name.es ?? '');
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
}
