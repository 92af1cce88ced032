import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Call, createClient, type Language } from '@shouwen/api';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillIn, pages, routesWithoutPage } from '../scripts/shots/pages.mjs';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, type Installation, useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();
const shots = fileURLToPath(new URL('./shots', import.meta.url));

let url: string;
/** every page of the console with something on it, by name */
const inside: Record<string, string> = {};
let privateLink: string;
let changeLanguage: (language: Language) => Promise<void>;

beforeAll(async () => {
  const here = install();
  const server = await here.start(withAdministrator);
  url = server.url;
  const { call } = await clientFor(here, url);
  changeLanguage = async (language) => {
    await call('changeMe', { body: { language } });
  };
  const asks = [
    ['王伟', '热水器不出热水', '昨天晚上开始的，请尽快安排师傅上门。', 'zh'],
    ['Ana Ruiz', 'La lavadora pierde agua', 'Desde ayer, por debajo.', 'es'],
    [
      'Tom Hill',
      'A very long subject about a bill that nobody here can explain to me at all',
      'Please.',
      'en',
    ],
  ] as const;
  for (const [name, subject, body, language] of asks) {
    const email = `${language}@example.com`;
    const params = { form: 'contact' };
    const sent = await call('submitWebForm', { params, body: { name, email, subject, body, language } });
    privateLink = sent.url;
  }
  const params = { number: 2 };
  await call('takeTicket', { params });
  await call('addMessage', { params, body: { kind: 'note', body: 'Call the technician first.' } });
  await call('addMessage', { params, body: { kind: 'reply', body: 'Mañana a las diez.' } });
  await call('addTask', { params, body: { title: 'Order the seal' } });
  const hook = await call('createWebhook', {
    body: { url: 'https://hooks.example.com/in', events: ['ticket.*'] },
  });
  const view = await call('createView', {
    body: { name: 'Late', scope: 'private', condition: [{ field: 'overdue', is: true }] },
  });
  const { customer } = await call('getTicket', { params });
  const me = await call('me', {});
  const instruction = await askedOf(here, call, me.user.id);
  const held = {
    ticket: 2,
    customer: customer.id,
    person: me.user.id,
    webhook: hook.id,
    view: view.id,
    instruction,
  };
  for (const [name, address] of Object.entries(pages.signedIn)) inside[name] = fillIn(address, held) ?? '';
});

/** Number of a request for instruction that somebody asked this person. */
async function askedOf(here: Installation, call: Call, superior: string): Promise<number> {
  const [unit] = (await call('listUnits', {})).items;
  const email = 'below@example.com';
  const roles = [{ role: 'agent', unit_id: unit?.id ?? '' }];
  const below = await call('createUser', { body: { email, name: 'Bo Low', reports_to_id: superior, roles } });
  const invitation = await call('resetLink', { params: { id: below.id } });
  const token = new URL(invitation.url).pathname.split('/').at(-1) ?? '';
  const anybody = createClient({ baseUrl: url });
  await anybody('resetPassword', { params: { token }, body: { password: 'another long pass phrase' } });
  const { call: ask } = await clientFor(here, url, email);
  const words = {
    facts: 'The valve is stuck, and the cellar is full of water.',
    opinion: 'Call the fire brigade.',
  };
  return (await ask('askForInstruction', { body: { kind: 'danger', ticket: 2, ...words } })).number;
}

/** A window in which the administrator is signed in, who reads in that language. */
async function windowIn(language: Language, options: BrowserContextOptions): Promise<BrowserContext> {
  await changeLanguage(language);
  return (await signedIn(await browser(), url, { locale: language, ...options })).context;
}

/** Opens a page and waits until it shows what it fetches. Fails when it reports an error to the browser's console. */
async function open(page: Page, address: string): Promise<void> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  await until(`${address} shows its content`, async () => {
    const waiting = await page.locator('.bones, .ant-spin-spinning, .ant-skeleton').count();
    return waiting === 0 && (await page.locator('main').innerText()).trim() !== '';
  });
  expect(errors, `errors on ${address}`).toEqual([]);
}

async function keep(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
}

/** Keys that show through where a text is missing, such as `ticket.take`. */
async function expectTexts(page: Page, name: string): Promise<void> {
  const text = await page.locator('body').innerText();
  const keys =
    text.match(/\b(?:common|nav|ticket|view|state|field|problem|people|settings)\.[a-z_.]+\b/g) ?? [];
  expect(keys, `texts on ${name}`).toEqual([]);
}

const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';
const widthOf = (page: Page) => page.evaluate<number>('document.scrollingElement.scrollWidth');

it('has an entry for every address of the console', () => {
  expect(routesWithoutPage()).toEqual([]);
  expect(Object.entries(inside).filter(([, address]) => address === '')).toEqual([]);
});

describe('the pages of the console', () => {
  itInChromium('are accessible by light and by dark', async () => {
    const context = await windowIn('en', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
    const page = await context.newPage();
    for (const [name, address] of Object.entries(inside)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await open(page, url + address);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.evaluate(twoFrames); // the theme follows the system's
        await keep(page, `${name}-en-${colorScheme}`);
        expect(await violationsOf(page), `accessibility of ${name} (${colorScheme})`).toEqual([]);
      }
    }
    await context.close();
  });

  itInChromium('are accessible before one has signed in', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await (await browser()).newContext({
        locale: 'en',
        viewport: { width: 390, height: 844 },
        colorScheme,
      });
      const page = await context.newPage();
      for (const [name, address] of Object.entries(pages.signedOut)) {
        await open(page, url + address);
        await keep(page, `${name}-en-${colorScheme}-phone`);
        expect(await widthOf(page), `width of ${name}`).toBeLessThanOrEqual(390);
        expect(await violationsOf(page), `accessibility of ${name} (${colorScheme})`).toEqual([]);
      }
      await context.close();
    }
  });

  itInChromium('fit a phone, in Chinese', async () => {
    const context = await windowIn('zh', { viewport: { width: 390, height: 844 }, hasTouch: true });
    const page = await context.newPage();
    for (const [name, address] of Object.entries(inside)) {
      await open(page, url + address);
      await keep(page, `${name}-zh-phone`);
      expect(await page.locator('html').getAttribute('lang'), name).toMatch(/^zh/);
      expect(await widthOf(page), `width of ${name}`).toBeLessThanOrEqual(390);
      await expectTexts(page, name);
      expect(await violationsOf(page), `accessibility of ${name} (phone)`).toEqual([]);
    }
    await context.close();
  });

  itInChromium('speak Spanish', async () => {
    const context = await windowIn('es', { viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    for (const [name, address] of Object.entries(inside)) {
      await open(page, url + address);
      await keep(page, `${name}-es`);
      expect(await page.locator('html').getAttribute('lang'), name).toMatch(/^es/);
      await expectTexts(page, name);
    }
    await context.close();
  });

  itInChromium('ask a stranger to sign in, and let nobody in with a wrong password', async () => {
    const context = await (await browser()).newContext({
      locale: 'en',
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    await page.goto(`${url}/inbox/unassigned`);
    await page.waitForURL(/\/login/);
    await page.getByLabel('E-mail').fill(administrator.email);
    await page.getByLabel('Password', { exact: true }).fill('not the one at all');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await keep(page, 'sign-in-refused-en');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Password', { exact: true }).fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/inbox\/unassigned/);
    await context.close();
  });
});

describe('the pages of the portal', () => {
  const words = {
    en: ['Contact us', 'Your name'],
    zh: ['联系我们', '您的姓名'],
    es: ['Contacte con nosotros', 'Su nombre'],
  };
  itInChromium(
    'are accessible in three languages, by light and dark, on a phone and without script',
    async () => {
      for (const [language, [heading, label]] of Object.entries(words)) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const context = await (await browser()).newContext({
            locale: language,
            viewport: { width: 390, height: 844 },
            colorScheme,
          });
          const page = await context.newPage();
          for (const [name, address] of [
            ['form', `${url}/form/contact`],
            ['private-link', privateLink],
            ['no-such-link', `${url}/t/nothing-of-the-kind`],
          ] as const) {
            const response = await page.goto(`${address}?lang=${language}`);
            expect(response?.status()).toBe(name === 'no-such-link' ? 404 : 200);
            await keep(page, `${name}-${language}-${colorScheme}-phone`);
            expect(await widthOf(page)).toBeLessThanOrEqual(390);
            expect(await page.locator('script').count()).toBe(0);
            expect(
              await violationsOf(page),
              `accessibility of ${name} (${language}, ${colorScheme})`,
            ).toEqual([]);
            if (name !== 'form') continue;
            await page.getByRole('heading', { name: heading }).waitFor();
            await page.getByLabel(label ?? '').waitFor();
          }
          await context.close();
        }
      }
    },
  );
});
