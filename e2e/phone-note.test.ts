import type { Call, Language } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();
/** what a phone note may cost beyond the words themselves */
const budget = 12;

let url: string;
let call: Call;
let me: string;
let team: string;

beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  call = (await clientFor(here, url)).call;
  const answer = await call('me', {});
  me = answer.user.id;
  const [unit] = (await call('listUnits', {})).items;
  const name = { en: 'Repairs', zh: '维修组', es: 'Reparaciones' };
  team = (await call('createTeam', { body: { name, unit_id: unit?.id ?? '' } })).id;
  for (const [order, [key, words]] of Object.entries(categories).entries())
    await call('putConfigEntry', {
      params: { section: 'categories', key },
      body: { value: { name: words, parent: null, order } },
    });
});

const categories = {
  invoice: { en: 'Invoice', zh: '发票', es: 'Factura' },
  heating: { en: 'Heating', zh: '供暖', es: 'Calefacción' },
};

/** A keyboard that counts: words are typed freely, every other key is counted, each letter of a search as well. */
function countedKeyboard(page: Page) {
  let count = 0;
  return {
    words: (text: string) => page.keyboard.insertText(text),
    async key(key: string) {
      count += key.split('+').length;
      await page.keyboard.press(key);
    },
    async search(letters: string) {
      count += [...letters].length;
      await page.keyboard.type(letters);
    },
    count: () => count,
  };
}

async function deskOf(language: Language, size = { width: 1280, height: 800 }): Promise<Page> {
  await call('changeMe', { body: { language } });
  const { page } = await signedIn(await browser(), url, { locale: language, viewport: size });
  await page.goto(`${url}/inbox/unassigned`);
  await page.locator('main').getByRole('heading').first().waitFor();
  return page;
}

const cases = {
  en: {
    caller: 'Tom Hill 555 010 2030',
    text: 'No hot water\nSince Friday, the whole flat.',
    category: 'he',
    heating: 'Heating',
    repairs: 'Repairs',
    owner: 're',
    record: 'Record',
    others: 'New customer',
  },
  zh: {
    caller: '王伟 138 0000 1111',
    text: '热水器不出热水\n昨天晚上开始的。',
    category: '供',
    heating: '供暖',
    repairs: '维修组',
    owner: '维',
    record: '记录',
    others: '新客户',
  },
  es: {
    caller: 'Ana Ruiz 600 11 22 33',
    text: 'La caldera no calienta\nDesde el viernes, en toda la casa.',
    category: 'ca',
    heating: 'Calefacción',
    repairs: 'Reparaciones',
    owner: 're',
    record: 'Registrar',
    others: 'Cliente nuevo',
  },
} as const;

describe.each(['en', 'zh', 'es'] as const)('a phone note (%s)', (language) => {
  const words = cases[language];

  itInChromium(
    `is written with at most ${budget} keys beyond its words, for a new customer and for the same again`,
    async () => {
      const page = await deskOf(language);
      const numbers: number[] = [];
      const customers = new Set<string>();
      for (const known of [false, true]) {
        const keyboard = countedKeyboard(page);
        await keyboard.key('p');
        await expectFocus(page, 'combobox');
        await keyboard.words(words.caller);
        await page
          .getByRole('option', { selected: true })
          .filter({ hasText: known ? (words.caller.split(/\s\d/)[0] ?? '') : words.others })
          .waitFor();
        await keyboard.key('Enter');
        await expectFocus(page, 'textarea');
        await keyboard.words(words.text);
        await keyboard.key('Tab');
        await keyboard.search(words.category);
        await page.locator('.ant-select-item-option-active').filter({ hasText: words.heating }).waitFor();
        await keyboard.key('Enter');
        await expectFocus(page, 'radio');
        await keyboard.key('3');
        await expectFocus(page, 'radio');
        await keyboard.key('3');
        await expectFocus(page, 'combobox');
        await keyboard.search(words.owner);
        await page.locator('.ant-select-item-option-active').filter({ hasText: words.repairs }).waitFor();
        if (!known) await look(page, `phone-note-${language}`);
        await keyboard.key('Enter');
        await expectFocus(page, 'button');
        await keyboard.key('Enter');
        await page.waitForURL(/\/tickets\/\d+$/);
        await page.locator('.conversation').waitFor();
        expect(keyboard.count()).toBeLessThanOrEqual(budget);
        numbers.push(Number(page.url().split('/').pop()));
      }
      for (const number of numbers) {
        const ticket = await call('getTicket', { params: { number } });
        const [subject = ''] = words.text.split('\n');
        expect(ticket).toMatchObject({
          subject,
          channel: 'phone',
          category: 'heating',
          importance: 'high',
          urgency: 'high',
          team: { id: team },
          assignee: null,
          first_contact_owner: { id: me },
        });
        expect(ticket.messages[0]?.body).toBe(words.text);
        customers.add(ticket.customer.id);
      }
      expect(customers.size, 'the second call is known').toBe(1);
      await page.context().close();
    },
  );
});

/** Waits until the focus has arrived at a control of that kind. */
async function expectFocus(page: Page, kind: 'combobox' | 'textarea' | 'radio' | 'button'): Promise<void> {
  await until(`the focus is on a ${kind}`, async () => {
    const at = await page.evaluate<{ tag: string; role: string | null }>(
      `({ tag: document.activeElement.localName, role: document.activeElement.role ?? document.activeElement.type })`,
    );
    return at.tag === kind || at.role === kind;
  });
}

itInChromium('a phone note is kept when the tab goes, and fits a phone', async () => {
  const page = await deskOf('en', { width: 390, height: 844 });
  await page.goto(`${url}/phone-note`);
  await page.getByLabel('Who is calling').fill('Mia Long');
  await page.getByLabel('What it is about').fill('Wants a copy of the invoice');
  await page.reload();
  await page.getByText('This note was kept unfinished.').waitFor();
  expect(await page.getByLabel('What it is about').inputValue()).toBe('Wants a copy of the invoice');
  expect(await page.evaluate<number>('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(390);
  await look(page, 'phone-note-phone');
  await page.getByText('High', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Record' }).click();
  await page.waitForURL(/\/tickets\/\d+$/);
  const number = Number(page.url().split('/').pop());
  expect(await call('getTicket', { params: { number } })).toMatchObject({
    subject: 'Wants a copy of the invoice',
    importance: 'high',
    customer: { name: 'Mia Long' },
    assignee: { id: me },
  });
  await page.goto(`${url}/phone-note`);
  await page.getByLabel('Who is calling').waitFor();
  expect(await page.getByLabel('What it is about').inputValue()).toBe('');
  await page.context().close();
});
