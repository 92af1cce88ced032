export interface Difference {
  /** where: `name.en`, `target.default.high` */
  path: string;
  /** null: it was not there */
  before: string | null;
  after: string | null;
}

/** The leaves in which two values differ, by path. */
export function differences(before: unknown, after: unknown): Difference[] {
  const from = leaves(before);
  const to = leaves(after);
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => from.get(path) !== to.get(path))
    .sort()
    .map((path) => ({ path, before: from.get(path) ?? null, after: to.get(path) ?? null }));
}

function leaves(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return into;
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object'))
    into.set(path, value.join(', '));
  else if (typeof value === 'object')
    for (const [key, below] of Object.entries(value))
      leaves(below, path === '' ? key : `${path}.${key}`, into);
  else into.set(path, String(value));
  return into;
}
