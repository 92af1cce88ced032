import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Call } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';

const install = useInstallations();
const browser = useChromium();
const shots = fileURLToPath(new URL('./shots', import.meta.url));

async function look(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
  expect(await violationsOf(page), `accessibility of ${name}`).toEqual([]);
}

/** Every ticket owes an arrival on site, and a follow-up call once it is solved. */
async function promise(call: Call): Promise<void> {
  const day = { elapsed_minutes: 1_440 };
  const target = { low: day, normal: day, high: day, urgent: day };
  await call('putConfigEntry', {
    params: { section: 'policies', key: 'all' },
    body: {
      value: {
        name: 'Everybody',
        order: 1,
        active: true,
        when: { all: [] },
        contacts: [],
        answers: ['reply'],
        owed: { on_site_arrival: { target }, follow_up: { target } },
      },
    },
  });
}

itInChromium(
  'whoever owes it fulfils it: an arrival that is corrected, a form, and what comes round is set up',
  async () => {
    const here = install();
    const server = await here.start(withAdministrator);
    const { call } = await clientFor(here, server.url);
    await call('changeMe', { body: { language: 'en' } });
    await promise(call);
    const { number } = await call('openTicket', {
      body: { subject: 'The boiler is cold', body: 'Please come.', customer: { name: 'Wei' } },
    });
    await call('takeTicket', { params: { number } });
    const context = await (await browser()).newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: administrator });
    const page = await context.newPage();
    const dialog = page.getByRole('dialog');

    await page.goto(`${server.url}/tickets/${number}`);
    const arrivals = page.locator('.context-section').filter({ hasText: 'Arrivals on site' });
    await arrivals.getByRole('button', { name: 'Record' }).click();
    await dialog.getByLabel('Arrived at').waitFor();
    await look(page, 'arrival');
    // the minute that has begun may be that of the request
    const { opened_at } = await call('getTicket', { params: { number } });
    await call('recordArrival', { params: { number }, body: { at: opened_at } });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.reload();
    const owed = page.locator('.obligation').filter({ hasText: 'Arrival on site' });
    await owed.getByText('Kept', { exact: true }).waitFor();
    await arrivals.getByRole('button', { name: 'Correct' }).click();
    await dialog.getByLabel('Nobody came: it was recorded by mistake').check();
    await dialog.getByLabel('Reason').fill('It was next door.');
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await arrivals.getByText('taken back').waitFor();
    await owed.getByText('Kept', { exact: true }).waitFor({ state: 'detached' });

    await call('changeTicket', { params: { number }, body: { status: 'resolved' } }, { ifMatch: '*' });
    await page.goto(`${server.url}/duties`);
    await page.getByRole('link').filter({ hasText: 'Follow-up call' }).waitFor();
    await look(page, 'duties-scopes');
    await page.getByRole('link').filter({ hasText: 'Follow-up call' }).click();
    await dialog.getByLabel('Is the customer satisfied?').selectOption({ label: 'Yes' });
    await dialog.getByLabel('Opinions and suggestions').fill('Come sooner.');
    await look(page, 'proof-form');
    await dialog.getByRole('button', { name: 'Fulfil' }).click();
    await page.getByText('Opinions and suggestions: Come sooner.').first().waitFor();

    await page.goto(`${server.url}/settings/schedules`);
    await page.getByRole('button', { name: 'Add', exact: true }).first().click();
    await dialog.getByRole('textbox', { name: 'Name (English)' }).fill('Water the plants');
    await dialog.getByRole('combobox', { name: 'Team' }).click();
    await page.locator('.ant-select-item-option').first().click();
    await dialog.getByLabel('On which days').selectOption({ label: 'the first day of a period' });
    await dialog.getByLabel('On a share of tickets').check();
    await dialog.getByLabel('Owed by').selectOption({ label: 'the first-contact owner' });
    await look(page, 'schedule');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('.entry').filter({ hasText: 'Water the plants' }).getByText('20 % drawn').waitFor();
    await look(page, 'schedules');
    await context.close();
  },
  600_000,
);
