import { type Browser, chromium } from 'playwright-core';
import { afterAll, it, type TestContext } from 'vitest';
import { findChromium } from '../../scripts/lib/chromium.mjs';

const found = findChromium();

/** Starts the Chromium of this machine, without a window. Throws with the reason when there is none. */
export async function launchChromium(): Promise<Browser> {
  if ('missing' in found) throw new Error(found.missing);
  return chromium.launch({ executablePath: found.path, headless: true });
}

/**
 * A test that needs a browser. On a machine without one it is skipped with the reason, which `npm test` prints.
 * Name and function as for `it`; the browser is shared by the tests of a file: see `useChromium`.
 */
export function itInChromium(
  name: string,
  run: (context: TestContext) => Promise<void>,
  timeout?: number,
): void {
  it(
    name,
    async (context) => {
      if ('missing' in found) return context.skip(found.missing);
      return run(context);
    },
    timeout,
  );
}

/** One browser for the tests of a file or a `describe`: started when the first of them asks, closed after the last. */
export function useChromium(): () => Promise<Browser> {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => {
    await (await browser)?.close();
  });
  return () => {
    browser ??= launchChromium();
    return browser;
  };
}
