import { fileURLToPath } from 'node:url';
import type { Call, Language } from '@shouwen/api';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';

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
async function windowIn(options: BrowserContextOptions & { language?: Language } = {}): Promise<Page> {
  const { language = 'en', ...rest } = options;
  await call('changeMe', { body: { language } });
  const viewport = { width: 1440, height: 900 };
  return (await signedIn(await browser(), url, { locale: language, viewport, ...rest })).page;
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
    const page = await windowIn();
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

  itInChromium('remembers which parts of its context are folded', async () => {
    const number = await longTicket();
    const page = await windowIn();
    await page.goto(`${url}/tickets/${number}`);
    const details = page.getByRole('button', { name: 'Details', exact: true });
    await details.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Urgency').waitFor({ state: 'detached' });
    await until('the choice is kept', async () =>
      (await call('myPreferences', {})).items.some(
        ({ key, value }) => key === 'context.folded' && value === 'details',
      ),
    );
    await page.goto(`${url}/tickets/${await longTicket()}`);
    await details.waitFor();
    expect(await details.getAttribute('aria-expanded')).toBe('false');
    await look(page, 'context-folded');
    await page.getByRole('tab', { name: 'About' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('list', { name: 'Timeline' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.context().close();
  });

  itInChromium(
    'prints as a case sheet on A4, with or without what is internal, in three languages',
    async () => {
      const number = await longTicket();
      const words = {
        en: ['Internal notes', 'Internal note'],
        zh: ['内部备注', '内部备注'],
        es: ['Notas internas', 'Nota interna'],
      } as const;
      for (const language of ['en', 'zh', 'es'] as const) {
        const page = await windowIn({ language, locale: language });
        await page.goto(`${url}/tickets/${number}/print`);
        const sheet = page.locator('.case-sheet');
        await sheet.getByText('Step 2').waitFor();
        await sheet.getByText('> Step 5').waitFor();
        await sheet.getByText('ana@example.com').waitFor();
        await look(page, `case-sheet-${language}`);
        const [choice, mark] = words[language];
        expect(await sheet.locator('.case-note').getByText(mark).count()).toBe(2);
        await page.emulateMedia({ media: 'print' });
        expect(await page.locator('.case-bar').isVisible(), 'furniture of the screen').toBe(false);
        expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
        const pdf = await page.pdf({ path: `${shots}/case-sheet-${language}.pdf`, preferCSSPageSize: true });
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
        await page.emulateMedia({ media: 'screen' });
        await page.getByRole('checkbox', { name: choice }).uncheck();
        await sheet.getByText('Step 3').waitFor({ state: 'detached' });
        expect(await sheet.locator('.case-note').count()).toBe(0);
        await page.context().close();
      }
    },
  );
});

describe('my duties', () => {
  itInChromium('are narrowed, and one key leads to where each is fulfilled', async () => {
    const { number } = await call('openTicket', {
      body: { subject: 'A quick question', body: 'When?', customer: { name: 'Bo' }, language: 'en' },
    });
    const page = await windowIn();
    await page.goto(`${url}/duties`);
    await page.getByText('A quick question').first().waitFor();
    await look(page, 'duties-filters');
    await page.getByLabel('Kind').selectOption({ label: 'First reply 1' });
    await page.locator('.duty', { hasText: 'Take ownership' }).first().waitFor({ state: 'detached' });
    await page.locator('.duty', { hasText: 'First reply' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${url}/tickets/${number}`);
    await until('one writes the reply at once', () =>
      page.evaluate<boolean>(
        `document.activeElement?.getAttribute('aria-label') === 'Reply to the customer'`,
      ),
    );
    await page.goBack();
    await page.getByLabel('Kind').selectOption('take_ownership');
    await page.locator('.duty', { hasText: 'First reply' }).first().waitFor({ state: 'detached' });
    await page.locator('.duty', { hasText: 'Take ownership' }).first().waitFor();
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await until('the button that takes it has the focus', () =>
      page.evaluate<boolean>(`document.activeElement?.id === 'ticket-take'`),
    );
    await page.goBack();
    await page.getByText('Overdue', { exact: false }).first().click();
    await page.getByText('Nothing is overdue').waitFor();
    await look(page, 'duties-none-overdue');
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByText('A quick question').first().waitFor();
    await page.context().close();
  });
});
