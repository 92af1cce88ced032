import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { violationsOf } from './axe.ts';
import { administrator } from './installation.ts';

const shots = fileURLToPath(new URL('../shots', import.meta.url));

/** A window of somebody who has signed in; the administrator, on a laptop and in English, unless said otherwise. */
export async function signedIn(
  browser: Browser,
  url: string,
  { person = administrator, ...options }: BrowserContextOptions & { person?: typeof administrator } = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const session = await context.request.post(`${url}/api/v1/session`, { data: person });
  expect(session.status(), `${person.email} signs in`).toBe(201);
  return { context, page: await context.newPage() };
}

/** Keeps a picture of a page, and expects it to be accessible. */
export async function look(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
  expect(await violationsOf(page), `accessibility of ${name}`).toEqual([]);
}
