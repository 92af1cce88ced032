import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Call } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const browser = useChromium();
const shots = fileURLToPath(new URL('./shots', import.meta.url));

async function look(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
  expect(await violationsOf(page), `accessibility of ${name}`).toEqual([]);
}

async function openComplaint(call: Call, team: string, subject: string): Promise<number> {
  const body = { subject, body: 'Again.', type: 'complaint', team_id: team, customer: { name: 'Wei' } };
  return (await call('openTicket', { body })).number;
}

/** From the example of the empty page to a rule that was tried and saved. */
async function beginWithExample(page: Page): Promise<void> {
  await page.getByText('Complaints first').waitFor();
  await look(page, 'automation-empty');
  await page.getByRole('button', { name: 'Begin with this' }).first().click();
  const dialog = page.getByRole('dialog');
  const words = dialog.getByRole('region', { name: 'The rule in words' });
  await words
    .getByText(
      'When a ticket is opened, and Type is one of Complaint: set Urgency to High, tell the team’s lead.',
    )
    .waitFor();
  await dialog.getByRole('button', { name: 'Try it' }).click();
  await dialog.getByText('It would have fired on 1 of 2 looked at.').waitFor();
  await dialog.getByText('Urgency: Normal → High').waitFor();
  await look(page, 'automation-rule');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.entry').filter({ hasText: 'Complaints first' }).waitFor();
}

/** The page of rules in each language. */
async function lookInThreeLanguages(page: Page, call: Call, url: string): Promise<void> {
  const words = { zh: '自动化', es: 'Automatización', en: 'Automation' } as const;
  for (const language of ['zh', 'es', 'en'] as const) {
    await call('changeMe', { body: { language } });
    await page.goto(`${url}/settings/automation_rules`);
    await page.evaluate(`localStorage.setItem('shouwen.language', '${language}')`);
    await page.reload();
    await page.getByRole('heading', { name: words[language], exact: true }).waitFor();
    await page.locator('.entry').first().waitFor();
    await look(page, `automation-list-${language}`);
    await page.locator('.entry-main').first().click();
    await page.getByRole('dialog').locator('.rule-sentence').waitFor();
    await look(page, `automation-form-${language}`);
  }
}

itInChromium(
  'a rule is begun from an example, tried on the past, fires on a new ticket and is found from it; a person on duty is given work',
  async () => {
    const here = install();
    const { url } = await here.start(withAdministrator);
    const { call } = await clientFor(here, url);
    const { user } = await call('changeMe', { body: { language: 'en' } });
    const [unit] = (await call('listUnits', {})).items;
    const team = await call('createTeam', {
      body: { name: 'Desk', unit_id: unit?.id ?? '', lead_id: user.id, member_ids: [user.id] },
    });
    await openComplaint(call, team.id, 'The boiler is cold');
    const question = { subject: 'A question', body: 'Why?', team_id: team.id, customer: { name: 'Ana' } };
    await call('openTicket', { body: question });
    const context = await (await browser()).newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en',
    });
    await context.request.post(`${url}/api/v1/session`, { data: administrator });
    const page = await context.newPage();

    await page.goto(`${url}/settings/automation_rules`);
    await beginWithExample(page);

    const number = await openComplaint(call, team.id, 'The boiler is cold again');
    await until('the rule has fired', async () => {
      const { timeline } = await call('getTicket', { params: { number } });
      return timeline.some(({ kind }) => kind === 'automation.fired');
    });
    expect((await call('getTicket', { params: { number } })).urgency).toBe('high');
    await page.goto(`${url}/tickets/${number}`);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    const told = page.locator('.timeline li').filter({ hasText: 'The rule “Complaints first” did:' });
    await told.first().waitFor();
    await look(page, 'automation-ticket');
    await told.getByRole('link', { name: 'Show the rule' }).click();
    const firings = page.getByRole('dialog', { name: 'Firings: Complaints first' });
    await firings.getByRole('link', { name: `#${number} The boiler is cold again` }).waitFor();
    await look(page, 'automation-firings');
    await firings.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('switch', { name: 'Complaints first: on or off' }).click();
    await until('it is switched off', async () => {
      const { entries } = await call('getConfiguration', {});
      return entries.find(({ section }) => section === 'automation_rules')?.value.active === false;
    });
    await lookInThreeLanguages(page, call, url);

    // on a phone one says that one is there, and what the team shares out comes
    await call('setTeamSharing', { params: { id: team.id }, body: { sharing: 'round_robin' } });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${url}/settings/automation_rules`);
    await page.locator('.entry').first().waitFor();
    await look(page, 'automation-phone');
    await page.goto(`${url}/duties`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'On duty: off' }).click();
    await page.getByRole('menuitem', { name: 'available', exact: true }).click();
    await until('it is said', async () => {
      const { items } = await call('listDuty', {});
      return items.some(({ user_id, state }) => user_id === user.id && state === 'available');
    });
    await until('the tickets have come', async () => {
      const { items } = await call('listTickets', { query: { limit: 10, assignee: 'me' } });
      return items.length === 3;
    });
    const { timeline } = await call('getTicket', { params: { number } });
    expect(timeline.find(({ kind }) => kind === 'ticket.assigned')?.data).toMatchObject({
      because: 'on_duty',
      by: 'round_robin',
    });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${url}/people/teams`);
    await page.getByRole('cell', { name: 'in turn' }).waitFor();
    await look(page, 'assignment-teams');
    await page.goto(`${url}/people/staff/${user.id}`);
    await page.getByRole('region', { name: 'What comes by itself' }).waitFor();
    await look(page, 'assignment-person');
    await context.close();
  },
);
