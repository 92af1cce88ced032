import type { Call } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { storeZip } from '../server/src/imports/open-zip.ts';
import { chinesePdf } from '../server/src/search/testing/pdf.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { type Installation, useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();
let here: Installation;
let url: string;
let call: Call;
const languages = { zh: 'zh-CN', en: 'en-GB', es: 'es-ES' } as const;

beforeAll(async () => {
  here = install();
  url = (await here.start(withAdministrator)).url;
  ({ call } = await clientFor(here, url));
});

const numbersFor = async (q: string) =>
  (await call('listTickets', { query: { q } })).items.map((item) => item.number);

/** Waits until a search finds exactly these tickets, whatever their order. */
function found(q: string, ...numbers: number[]): Promise<true> {
  return until(`${q} finds ${numbers.join(', ') || 'nothing'}`, async () => {
    const now = await numbersFor(q);
    return now.length === numbers.length && numbers.every((number) => now.includes(number));
  });
}

async function attach(name: string, content: Uint8Array): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  return (await call('uploadFile', {}, { form })).id;
}

describe('the built product', () => {
  it('finds what is written in attached texts, PDFs and office files', async () => {
    const document =
      '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Contrato de mantenimiento</w:t></w:r></w:p></w:body></w:document>';
    const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
    const word = storeZip([
      { name: '[Content_Types].xml', content: Buffer.from(types) },
      { name: 'word/document.xml', content: Buffer.from(document) },
    ]);
    const attachments = [
      await attach('readings.txt', Buffer.from('Zählerstand 4711')),
      await attach('发票.pdf', chinesePdf('增值税电子普通发票')),
      await attach('contrato.docx', word),
    ];
    const customer = { name: 'Ana Ruiz' };
    const { number } = await call('openTicket', {
      body: { subject: 'Papers', body: 'See the files.', customer, attachments },
    });
    for (const q of ['readings', 'zahlerstand', '增值税', 'mantenimientos', '4711 电子 contrato'])
      await found(q, number);
    expect(await numbersFor('值增税')).toEqual([]);
  });

  it('writes the search anew by a command while it runs, and verify finds nothing wrong with it', async () => {
    const before = await call('openTicket', {
      body: { subject: '路由器 Marmot', body: 'Before.', customer: { name: 'Wei' } },
    });
    await found('marmot', before.number);
    const rebuild = here.cli(['search', 'rebuild', '--json']);
    const meanwhile = await call('openTicket', {
      body: { subject: 'Marmot', body: 'Meanwhile.', customer: { name: 'Wei' } },
    });
    const { code, stdout, stderr } = await rebuild;
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).tickets).toBeGreaterThanOrEqual(2);
    expect(stderr).toContain('100 %');
    await found('marmot', before.number, meanwhile.number);
    const verified = await here.cli(['verify', '--json']);
    expect(verified.code, verified.stdout).toBe(0);
    expect(await here.cli(['search'])).toMatchObject({ code: 1, stderr: expect.stringContaining('rebuild') });
  });
});

describe('the search box', () => {
  beforeAll(async () => {
    const customer = { name: '王小明', email: 'ming@capybara.example' };
    for (const [subject, body] of [
      ['Capybara router', '我家的网络从昨天起断断续续，网络信号很差，请尽快处理。'],
      ['网络很慢', 'El envío del capybara llegó tarde: the order-12345 was delivered to the wrong address.'],
      ['Otro asunto', 'Nada que ver con la red.'],
    ] as const)
      await call('openTicket', { body: { subject, body, customer, tags: ['大客户'] } });
    const [number] = await numbersFor('status:new');
    if (number === undefined) throw new Error('no ticket was opened');
    await call('addMessage', {
      params: { number },
      body: { kind: 'note', body: 'Capybara: call the technician.' },
    });
    await until('all are searchable', async () => (await numbersFor('capybara')).length === 3);
  });

  /** A page on which the administrator is signed in, and reads in that language. */
  async function windowIn(
    language: keyof typeof languages,
    colorScheme: 'light' | 'dark',
    viewport = { width: 1280, height: 800 },
  ): Promise<Page> {
    await call('changeMe', { body: { language } });
    const options = { locale: languages[language], viewport, colorScheme };
    return (await signedIn(await browser(), url, options)).page;
  }

  itInChromium(
    'is used by keyboard alone: suggestions, results with the words marked, a ticket, and back',
    async () => {
      const page = await windowIn('en', 'light');
      await page.goto(`${url}/inbox/unassigned`);
      await page.getByText('Otro asunto').first().waitFor();
      await page.keyboard.press('/');
      expect(await page.evaluate<string>('document.activeElement.getAttribute("role")')).toBe('combobox');
      await page.getByRole('option', { name: 'from:' }).waitFor();
      await look(page, 'search-keys-en');
      await page.keyboard.type('capy');
      await page.getByRole('option', { name: 'Capybara router' }).waitFor();
      await page.getByRole('option', { name: 'ming@capybara.example' }).waitFor();
      await look(page, 'search-suggestions-en');

      await page.keyboard.type('bara');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?q=capybara$/);
      await page.getByRole('status').filter({ hasText: '3 tickets found' }).waitFor();
      const marks = page.locator('.result-row mark');
      expect(new Set(await marks.allInnerTexts())).toEqual(new Set(['Capybara', 'capybara']));
      await look(page, 'search-results-en');

      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\/\d+\?q=capybara$/);
      await page.locator('.conversation').getByText('order-12345').waitFor();
      await look(page, 'search-ticket-en');
      await page.keyboard.press('Escape');
      await page.waitForURL(/\/search\?q=capybara$/);

      await page.keyboard.press('/');
      await page.keyboard.type('tag:大');
      await page.getByRole('option', { name: '大客户' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Results for “tag:大客户”' }).waitFor();
      await page.getByLabel('Status').selectOption('closed');
      await page.getByText('Nothing found').waitFor();
      await look(page, 'search-nothing-en');
      await page.context().close();
    },
  );

  itInChromium(
    'finds a Chinese word of two characters and marks it, in Chinese, in the dark and on a phone',
    async () => {
      const page = await windowIn('zh', 'dark');
      await page.goto(`${url}/search?q=${encodeURIComponent('网络')}`);
      await page.getByText('找到 2 个工单').waitFor();
      expect(await page.locator('.result-row mark').allInnerTexts()).toEqual(['网络', '网络', '网络']);
      await look(page, 'search-results-zh-dark');
      await page.context().close();

      const phone = await windowIn('zh', 'light', { width: 390, height: 844 });
      await phone.goto(`${url}/search?q=${encodeURIComponent('络网')}`);
      await phone.getByText('未找到结果').waitFor();
      await look(phone, 'search-nothing-zh-phone');
      await phone.goto(`${url}/search?q=capybara`);
      await phone.getByText('找到 3 个工单').waitFor();
      await look(phone, 'search-results-zh-phone');
      const box = phone.getByRole('combobox', { name: '搜索' });
      await box.fill('王小');
      await phone.getByRole('option', { name: '王小明' }).waitFor();
      await look(phone, 'search-suggestions-zh-phone');
      expect(await phone.evaluate<number>('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(390);
      await phone.getByRole('option', { name: '王小明' }).click();
      await phone.waitForURL(/\/customers\//);
      await phone.context().close();
    },
  );

  itInChromium('explains itself in Spanish', async () => {
    const page = await windowIn('es', 'dark');
    await page.goto(`${url}/search`);
    await page.getByRole('heading', { name: 'Cómo buscar' }).waitFor();
    await look(page, 'search-help-es-dark');
    await page.keyboard.press('/');
    await page.keyboard.type('envio estado:abi');
    await page.getByRole('option', { name: 'Abierto' }).waitFor();
    await look(page, 'search-status-es-dark');
    await page.context().close();
  });
});
