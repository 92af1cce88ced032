import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Call, Language } from '@shouwen/api';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';

const install = useInstallations();
const browser = useChromium();
const shots = fileURLToPath(new URL('./shots', import.meta.url));

let url: string;
let call: Call;

beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  ({ call } = await clientFor(here, url));
});

/** A window in which the administrator is signed in, who reads in that language. */
async function signedIn(options: BrowserContextOptions & { language?: Language } = {}): Promise<Page> {
  const { language = 'en', ...rest } = options;
  await call('changeMe', { body: { language } });
  const context = await (await browser()).newContext({
    locale: language,
    viewport: { width: 1440, height: 900 },
    ...rest,
  });
  const session = await context.request.post(`${url}/api/v1/session`, { data: administrator });
  expect(session.status()).toBe(201);
  return context.newPage();
}

async function look(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
  expect(await violationsOf(page), `accessibility of ${name}`).toEqual([]);
}

/** A ticket with a long conversation of which the last message is new to the administrator. */
async function longTicket(): Promise<number> {
  const { number } = await call('openTicket', {
    body: {
      subject: 'The boiler goes out',
      body: 'Every night at three.',
      customer: { name: 'Ana Ruiz', email: 'ana@example.com' },
      language: 'en',
    },
  });
  const params = { number };
  await call('takeTicket', { params });
  for (let step = 1; step <= 6; step++)
    await call('addMessage', {
      params,
      body: { kind: step % 3 === 0 ? 'note' : 'reply', body: `Step ${step}` },
    });
  await call('addTask', { params, body: { title: 'Order the seal' } });
  const { last_activity_at } = await call('getTicket', { params });
  await call('markRead', { params, body: { seen: last_activity_at } });
  const { url: address } = await call('customerLink', { params, body: {} });
  const token = new URL(address).pathname.split('/').at(-1) ?? '';
  await call('answerLinked', {
    params: { token },
    body: {
      body: 'It is out again.\n\nOn Mon, 23 Nov 2026 at 10:02, Ada <ada@example.com> wrote:\n> Step 5',
    },
  });
  return number;
}

describe('the page of a ticket', () => {
  itInChromium('folds what was read, opens by keyboard, and leaves open what is new', async () => {
    const number = await longTicket();
    const page = await signedIn();
    await page.goto(`${url}/tickets/${number}`);
    const talk = page.getByRole('log', { name: 'Conversation' });
    await talk.getByText('It is out again.').waitFor();
    await talk.getByText('Every night at three.').waitFor();
    expect(await talk.getByText('Step 2').count()).toBe(0);
    expect(await talk.getByText('wrote:').count(), 'quoted text').toBe(0);
    await look(page, 'folded');
    await talk.getByRole('button', { name: '4 earlier messages' }).focus();
    await page.keyboard.press('Enter');
    await talk.getByText('Step 2').waitFor();
    await talk.getByRole('button', { name: 'Quoted text' }).focus();
    await page.keyboard.press('Enter');
    await talk.getByText('> Step 5').waitFor();
    await talk.getByRole('button', { name: 'added the task' }).focus();
    await page.keyboard.press('Enter');
    await talk.locator('.events-list time').first().waitFor();
    await look(page, 'unfolded');
    await talk.getByRole('button', { name: '4 earlier messages' }).click();
    await talk.getByText('Step 2').waitFor({ state: 'detached' });
    await page.context().close();
  });
});
