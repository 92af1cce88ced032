import type { Call } from '@shouwen/api';
import type { Locator, Page } from 'playwright-core';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';
import { look } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();

/** A complaint that has waited for the customer, opened before there is any policy. */
async function pausedComplaint(call: Call): Promise<number> {
  const { number } = await call('openTicket', {
    body: {
      subject: 'The boiler is cold again',
      body: 'Third time.',
      type: 'complaint',
      customer: { name: 'Wei' },
    },
  });
  for (const status of ['waiting', 'open'])
    await call('changeTicket', { params: { number }, body: { status } }, { ifMatch: '*' });
  return number;
}

async function buildCalendar(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name (English)' }).fill('Split desk');
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
    await dialog.getByRole('textbox', { name: day, exact: true }).fill('09:00-12:00, 13:00-18:00');
  await look(page, 'calendar-split');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.entry').filter({ hasText: 'Split desk' }).waitFor();
}

async function choose(page: Page, box: Locator, option: string): Promise<void> {
  await box.click();
  await page.locator('.ant-select-item-option').filter({ hasText: option }).click();
}

/** Complaints are solved within six business hours on the split desk; tried on a ticket of a Friday afternoon. */
async function buildPolicy(page: Page): Promise<void> {
  const add = page.getByRole('button', { name: 'Add', exact: true });
  await add.first().click(); // where there is none yet, the empty list offers it too
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name (English)' }).fill('Complaints first');
  await dialog.getByRole('button', { name: 'Add condition' }).click();
  await choose(page, dialog.getByRole('combobox', { name: 'Value for Type' }), 'Complaint');
  await page.keyboard.press('Escape');
  await dialog.getByLabel('Counted on').selectOption({ label: 'Split desk' });
  const resolution = dialog.getByRole('region', { name: 'Resolution', exact: true });
  await resolution.getByLabel('What holds for Resolution').selectOption('own');
  await resolution.getByLabel('Unit of Resolution, Normal').selectOption('business_hours');
  await resolution.getByRole('spinbutton', { name: 'Resolution, Normal' }).fill('6');

  const preview = dialog.getByRole('group', { name: 'Preview' });
  await preview.getByLabel('Begins').fill('2026-11-27T16:00');
  await preview.getByText('No policy holds for such a ticket').waitFor();
  await preview.getByLabel('Type').selectOption({ label: 'Complaint' });
  await preview.getByText('This policy holds for such a ticket.').waitFor();
  const due = preview.locator('details').filter({ hasText: 'Resolution' });
  // two hours on Friday, three before lunch on Monday, one after it
  await due
    .getByText(/30 Nov 14:00/)
    .first()
    .waitFor();
  await due.locator('summary').click();
  await due.getByText('closed').first().waitFor();
  await look(page, 'policy-preview');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.entry').filter({ hasText: 'Complaints first' }).waitFor();
}

itInChromium(
  'a supervisor builds a split-shift calendar and a policy, previews it, puts it in force for open work, and reads why',
  async () => {
    const here = install();
    const server = await here.start(withAdministrator);
    const { call } = await clientFor(here, server.url);
    await call('changeMe', { body: { language: 'en' } });
    const number = await pausedComplaint(call);
    const context = await (await browser()).newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en',
    });
    await context.request.post(`${server.url}/api/v1/session`, { data: administrator });
    const page = await context.newPage();

    await page.goto(`${server.url}/settings/calendars`);
    await buildCalendar(page);
    await page.goto(`${server.url}/settings/policies`);
    await buildPolicy(page);

    await page.getByRole('button', { name: 'What would change?' }).click();
    await page.getByText('1 ticket would be owed something else').waitFor();
    await page.getByRole('cell', { name: `#${number} The boiler is cold again` }).waitFor();
    await look(page, 'policy-rollout');
    await page.getByRole('button', { name: 'Put in force for open work' }).click();
    await page.getByText(/Put in force for open work .*: 1 of 1 tickets changed/).waitFor();

    await page.goto(`${server.url}/tickets/${number}`);
    const owed = page.locator('.obligation').filter({ hasText: 'Resolution' });
    await owed.getByRole('button', { name: 'Why?' }).click();
    const why = page.getByRole('dialog');
    await why.getByText('Target changed').waitFor();
    await why
      .getByText(/^Paused: /)
      .first()
      .waitFor();
    await why.getByText('Split desk').first().waitFor();
    await look(page, 'policy-why');
    await context.close();
  },
  600_000,
);
