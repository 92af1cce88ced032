import { beforeEach, describe } from 'vitest';

/**
 * `describe` for tests that only some machines or accounts can run. Elsewhere each of them is skipped with the reason,
 * which `npm test` prints; `.ci/run` accepts such a skip and no other.
 * @param possible whether they can run here
 * @param reason where they can, as in "only as root"
 */
export function describeWhere(
  possible: boolean,
  reason: `only ${string}`,
  name: string,
  body: () => void,
): void {
  describe(name, () => {
    if (!possible) beforeEach((context) => context.skip(reason));
    body();
  });
}
