import { readFileSync } from 'node:fs';
import type { Call } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();

let url: string;
let call: Call;
beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  ({ call } = await clientFor(here, url));
  for (const [subject, tags, urgency] of [
    ['The boiler is cold', ['heating'], 'high'],
    ['The radiator knocks', ['heating'], 'normal'],
    ['A question about the bill', ['billing'], 'normal'],
  ] as const)
    await call('openTicket', {
      body: {
        subject,
        body: subject,
        importance: urgency,
        urgency,
        tags: [...tags],
        customer: { name: 'Wei Wang', email: 'wei@example.com' },
      },
    });
});

const desk = async () => (await signedIn(await browser(), url)).page;

const subjects = (page: Page) => page.locator('.ticket-row .subject').allInnerTexts();
const expectSubjects = (page: Page, expected: string[]) =>
  until(`the list shows ${expected.join(', ')}`, async () => {
    const shown = await subjects(page);
    return JSON.stringify([...shown].sort()) === JSON.stringify([...expected].sort());
  });

const field = (page: Page, at: number) => page.getByRole('combobox', { name: 'Field', exact: true }).nth(at);

itInChromium(
  'a view is built with a look at what it shows, kept, changed, deleted and taken back',
  async () => {
    const page = await desk();
    await page.goto(`${url}/inbox/unfinished`);
    await page.getByRole('link', { name: 'New view' }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('3 tickets').waitFor();
    await page.getByLabel('Name').fill('Heating');
    await page.getByRole('button', { name: 'Add condition' }).click();
    await field(page, 1).click();
    await page.keyboard.type('Tags');
    await page.keyboard.press('Enter');
    await page.getByLabel('Value for Tags').fill('heating');
    await preview.getByText('2 tickets').waitFor();
    await look(page, 'view-builder');
    await page.getByText('Everybody').click();
    await page.getByRole('button', { name: 'Save view' }).click();
    await expectSubjects(page, ['The boiler is cold', 'The radiator knocks']);
    const { items } = await call('listViews', {});
    expect(items.find((view) => view.name === 'Heating')).toMatchObject({ scope: 'all', mine: true });

    // changed: one of two, in a group of its own
    await page.getByRole('button', { name: 'View actions' }).click();
    await page.getByRole('menuitem', { name: 'Edit view' }).click();
    await page.getByRole('button', { name: 'Add group' }).click();
    await field(page, 2).click();
    await page.keyboard.type('Priority');
    await page.keyboard.press('Enter');
    await page.getByLabel('Value for Priority').click();
    await page.keyboard.type('Urgent');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await preview.getByText('1 ticket', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expectSubjects(page, ['The boiler is cold']);

    // deleted, and taken back
    await page.getByRole('button', { name: 'View actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete view' }).click();
    await page.getByRole('link', { name: 'Heating' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Heating' }).waitFor();
    await expectSubjects(page, ['The boiler is cold']);
    await page.context().close();
  },
);

itInChromium('a bulk change is undone, and what somebody has changed since is left alone', async () => {
  const page = await desk();
  await page.goto(`${url}/inbox/unfinished`);
  await expectSubjects(page, ['The boiler is cold', 'The radiator knocks', 'A question about the bill']);
  for (const box of await page.locator('.ticket-row input[type=checkbox]').all()) await box.check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitem', { name: 'Resolved', exact: true }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.waitFor();
  await expectSubjects(page, []);
  // a colleague is quicker with one of them
  const [{ number } = { number: 0 }] = (await call('listTickets', { query: { tag: 'billing', limit: 1 } }))
    .items;
  await call('changeTicket', { params: { number }, body: { status: 'open' } }, { ifMatch: '*' });
  await undo.click();
  await page.getByText('2 of 3 tickets are as before.').waitFor();
  await expectSubjects(page, ['The boiler is cold', 'The radiator knocks', 'A question about the bill']);
  const { items } = await call('listTickets', { query: { limit: 10 } });
  expect(items.map(({ status_category }) => status_category).sort()).toEqual(['new', 'new', 'open']);
  await page.context().close();
});

itInChromium(
  'a list shows what is unread, keeps density and widths on every machine, and pages by keyboard',
  async () => {
    const page = await desk();
    await page.goto(`${url}/inbox/unfinished`);
    const row = page.locator('.ticket-row', { hasText: 'The radiator knocks' });
    await until('it is unread', async () => (await row.getAttribute('class'))?.includes('unread'));
    await row.getByRole('link').click();
    await page.getByRole('region', { name: /^Ticket \d+$/ }).waitFor();
    await until('it is read', async () => !(await row.getAttribute('class'))?.includes('unread'));
    const edge = page.getByRole('separator', { name: 'Width of the list' });
    const before = Number(await edge.getAttribute('aria-valuenow'));
    await edge.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await until(
      'the list is wider',
      async () => Number(await edge.getAttribute('aria-valuenow')) === before + 32,
    );
    await look(page, 'inbox-panes');
    await page.getByRole('button', { name: 'View actions' }).click();
    await page.getByRole('menuitem', { name: 'Compact rows' }).click();
    await until('the server keeps both', async () => {
      const { items } = await (await page.request.get(`${url}/api/v1/me/preferences`)).json();
      return JSON.stringify(items).includes('compact') && JSON.stringify(items).includes(String(before + 32));
    });
    await page.context().close();

    const elsewhere = await desk();
    await elsewhere.goto(`${url}/inbox/unfinished`);
    await elsewhere.locator('.list-pane.compact').waitFor();
    const again = elsewhere.locator('.ticket-row', { hasText: 'The radiator knocks' });
    await until('it is still read', async () => !(await again.getAttribute('class'))?.includes('unread'));
    await elsewhere.getByRole('heading', { name: 'All unfinished' }).click();
    await elsewhere.keyboard.press('j');
    await elsewhere.keyboard.press('u');
    await elsewhere.locator('.ticket-row.here.unread').waitFor();
    await elsewhere.context().close();
  },
);

itInChromium('the command palette goes to tickets, views and actions by keyboard alone', async () => {
  const page = await desk();
  await page.goto(`${url}/inbox/mine`);
  await page.getByRole('heading', { name: 'Assigned to me' }).waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Command palette' });
  await palette.waitFor();
  await look(page, 'palette');
  await palette.fill('radiator');
  await page.getByRole('option', { name: /The radiator knocks/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The radiator knocks' }).waitFor();
  // the ticket's own actions are there as well
  await page.keyboard.press('Control+k');
  await palette.fill('internal note');
  await page.getByRole('option', { name: /note/i }).first().waitFor();
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: /note/i }).waitFor();
  await page.keyboard.press('Control+k');
  await palette.fill('all unfin');
  await page.getByRole('option', { name: 'All unfinished' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox\/unfinished/);
  // what was opened stands first
  await page.keyboard.press('Control+k');
  await page.getByRole('group', { name: 'Recently seen' }).getByText('The radiator knocks').waitFor();
  await page.context().close();
});

itInChromium(
  'a list is taken out as a file, and what one was told arrives by itself and is read',
  async () => {
    const page = await desk();
    await page.goto(`${url}/inbox/unfinished`);
    await page.getByRole('button', { name: 'View actions' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^All unfinished \d{4}-\d\d-\d\d\.csv$/);
    expect(readFileSync(await file.path(), 'utf8')).toContain('The radiator knocks');

    await page.goto(`${url}/notifications`);
    await page.getByText('Nothing has been reported to you').waitFor();
    // a customer refuses what the administrator, who owns it, had solved
    const { number } = await call('openTicket', {
      body: { subject: 'The tap drips', body: 'Still.', customer: { name: 'Bo', email: 'bo@example.com' } },
    });
    await call('takeTicket', { params: { number } });
    await call('changeTicket', { params: { number }, body: { status: 'resolved' } }, { ifMatch: '*' });
    const link = await call('customerLink', { params: { number }, body: {} });
    const token = new URL(link.url).pathname.split('/').at(-1) ?? '';
    await call('decideLinked', { params: { token }, body: { accepted: false, comment: 'It drips.' } });
    const notice = page.getByRole('link', { name: /refused the solution/ });
    await notice.waitFor();
    await page.getByRole('navigation').getByText('1 unread', { exact: true }).waitFor({ state: 'attached' });
    await look(page, 'notifications');
    await notice.click();
    await page.getByRole('heading', { name: 'The tap drips' }).waitFor();
    await page.getByRole('navigation').getByText('1 unread', { exact: true }).waitFor({ state: 'detached' });
    await page.context().close();
  },
);
