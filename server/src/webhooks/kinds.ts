/** Whether a webhook that asks for these kinds is told of this one: `*`, a kind, or a prefix such as `ticket.*`. */
export function asksFor(wanted: readonly string[], kind: string): boolean {
  return wanted.some(
    (one) => one === '*' || one === kind || (one.endsWith('.*') && kind.startsWith(one.slice(0, -1))),
  );
}
