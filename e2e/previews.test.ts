import type { Call } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { chinesePdf, pdfOf } from '../server/src/search/testing/pdf.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';
import { openDocumentOf, sheetOf, wordOf } from './support/papers.ts';
import { until } from './support/until.ts';
import { look } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let url: string;
let call: Call;
let number: number;

beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  ({ call } = await clientFor(here, url));
  const attachments = [];
  for (const [name, content] of [
    ['valve.png', picture],
    ['发票.pdf', chinesePdf('增值税电子普通发票')],
    ['invoice.pdf', pdfOf('Invoice 4711', 'Total 120.00')],
    ['readings.txt', Buffer.from('day one\n<script>alert(1)</script>\nday three')],
    ['说明.txt', Buffer.from('cbb5c3f7cae9', 'hex')], // 说明书 in GB18030
    [
      'contract.docx',
      wordOf('Maintenance contract', 'Runs for a year. ', 'javascript:alert(1)', ['Pump', 'B-7']),
    ],
    [
      'parts.xlsx',
      sheetOf('Parts', [
        ['Part', 'Pieces'],
        ['Seal 40 mm', 12],
      ]),
    ],
    ['carta.odt', openDocumentOf('Estimado señor')],
    ['broken.docx', wordOf('x', 'x', 'x', ['x']).subarray(0, 900)],
  ] as const) {
    const form = new FormData();
    form.set('file', new Blob([content]), name);
    attachments.push((await call('uploadFile', {}, { form })).id);
  }
  ({ number } = await call('openTicket', {
    body: { subject: 'Papers', body: 'See the files.', customer: { name: 'Ana Ruiz' }, attachments },
  }));
});

async function opened(options: { language?: string; width?: number; dark?: boolean } = {}) {
  const context = await (await browser()).newContext({
    locale: options.language ?? 'en',
    viewport: { width: options.width ?? 1280, height: 844 },
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const outside: string[] = [];
  await context.route('**', (route) => {
    const { origin, protocol } = new URL(route.request().url());
    if (protocol.startsWith('http') && origin !== url) outside.push(route.request().url());
    return route.continue();
  });
  const session = await context.request.post(`${url}/api/v1/session`, { data: administrator });
  expect(session.status()).toBe(201);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(`asked: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${url}/tickets/${number}`);
  await page.locator('.attachments').waitFor();
  return {
    page,
    viewer: page.locator('dialog.file-viewer'),
    async close() {
      expect(errors).toEqual([]);
      expect(outside, 'fetched from outside').toEqual([]);
      await context.close();
    },
  };
}

/** Whether something was drawn on the canvas of a page. */
const drawn = (page: Page, selector: string) =>
  until('the page of the PDF is drawn', () =>
    page.evaluate<boolean>(`(() => {
      const canvas = document.querySelector(${JSON.stringify(selector)});
      if (!canvas?.width) return false;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, at) => at % 4 < 3 && value < 100 && data[at - (at % 4) + 3] > 0);
    })()`),
  );

describe('attachments', () => {
  itInChromium('are looked at in place and over the page, with the keyboard alone', async () => {
    const { page, viewer, close } = await opened();
    await drawn(page, '.preview-page canvas');
    await page.locator('.preview-text', { hasText: '<script>alert(1)</script>' }).waitFor();
    await page.locator('.preview-text', { hasText: '说明书' }).waitFor();
    await look(page, 'files-in-place');

    const first = page.locator('.attachments').getByRole('link', { name: 'valve.png' }).first();
    await first.focus();
    await page.keyboard.press('Enter');
    await viewer.getByRole('img', { name: 'valve.png' }).waitFor();
    await look(page, 'file-image');
    const next = async (name: string) => {
      await page.keyboard.press('ArrowRight');
      await page.getByRole('dialog', { name }).waitFor();
    };
    await next('发票.pdf');
    await drawn(page, '.pdf-page canvas');
    await viewer.getByText('增值税电子普通发票').waitFor();
    await look(page, 'file-pdf-chinese');
    await next('invoice.pdf');
    await viewer.getByText('Invoice 4711').waitFor();
    await drawn(page, '.pdf-page canvas');
    await look(page, 'file-pdf');
    await next('readings.txt');
    await viewer.getByText('<script>alert(1)</script>').waitFor();
    await look(page, 'file-text');
    await next('说明.txt');
    await next('contract.docx');
    await viewer.getByRole('heading', { name: 'Maintenance contract' }).waitFor();
    await viewer.getByRole('cell', { name: 'B-7' }).waitFor();
    expect(await viewer.locator('.file-document a').count(), 'a link that would run').toBe(0);
    await look(page, 'file-word');
    await next('parts.xlsx');
    await viewer.getByRole('cell', { name: 'Seal 40 mm' }).waitFor();
    await look(page, 'file-sheet');
    await next('carta.odt');
    await viewer.getByText('Estimado señor').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('dialog', { name: 'parts.xlsx' }).waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    expect(await first.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await close();
  });

  itInChromium('are downloaded under their name, and say so when they cannot be shown', async () => {
    const { page, viewer, close } = await opened();
    await page.getByRole('button', { name: 'broken.docx', exact: true }).click();
    await viewer.getByText('This file cannot be shown here').waitFor();
    const download = page.waitForEvent('download');
    await viewer.getByRole('link', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('broken.docx');
    await close();
  });

  itInChromium('are shown on a phone, in the dark, in Chinese and Spanish', async () => {
    for (const language of ['zh', 'es']) {
      await call('changeMe', { body: { language: language as 'zh' } });
      const { page, viewer, close } = await opened({ language, width: 390, dark: true });
      await look(page, `files-in-place-${language}-phone`);
      await page.getByRole('button', { name: 'invoice.pdf', exact: true }).click();
      await drawn(page, '.pdf-page canvas');
      await look(page, `file-pdf-${language}-phone`);
      expect(await page.evaluate<number>('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(390);
      await viewer.locator('header button').click();
      await viewer.waitFor({ state: 'detached' });
      await close();
    }
    await call('changeMe', { body: { language: 'en' } });
  });
});
