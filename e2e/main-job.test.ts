import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();

/** Makes a second team and a colleague in it, through the API with the session of the page. */
async function hireColleague(office: BrowserContext, url: string): Promise<void> {
  const api = `${url}/api/v1`;
  const units = (await (await office.request.get(`${api}/units`)).json()) as { items: { id: string }[] };
  const unit = units.items[0]?.id;
  const team = await office.request.post(`${api}/teams`, { data: { name: 'Repairs', unit_id: unit } });
  expect(team.status()).toBe(201);
  const { id } = (await team.json()) as { id: string };
  const user = await office.request.post(`${api}/users`, {
    data: {
      email: 'rob@example.com',
      name: 'Rob Repair',
      team_ids: [id],
      roles: [{ role: 'agent', unit_id: unit }],
    },
  });
  expect(user.status()).toBe(201);
}

async function reply(page: Page, text: string, status: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply to the customer' }).fill(text);
  await page.getByRole('button', { name: 'Send and set' }).click();
  await page.getByRole('menuitem', { name: status, exact: true }).click();
  await page.locator('.conversation').getByText(text).waitFor();
}

itInChromium(
  'goes from the web form to a confirmed solution, and stays with its first-contact owner all the way',
  async () => {
    const server = await install().start();
    const open = await (await browser()).newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
    });
    const desk = await open.newPage();

    // an empty installation asks for its administrator
    await desk.goto(server.url);
    await desk.getByLabel('Organisation').fill('Harbour Service');
    await desk.getByLabel('Your name').fill('Ada Agent');
    await desk.getByLabel('E-mail').fill(administrator.email);
    await desk.getByLabel('Password', { exact: true }).fill(administrator.password);
    await look(desk, 'set-up');
    await desk.getByRole('button', { name: 'Create administrator' }).click();
    await desk.getByRole('link', { name: 'Unassigned' }).waitFor();
    await hireColleague(open, server.url);
    await desk.reload();

    // a visitor writes, on a phone and in Spanish
    const visitor = await (await browser()).newContext({
      viewport: { width: 390, height: 844 },
      locale: 'es-ES',
    });
    const form = await visitor.newPage();
    await form.goto(`${server.url}/form/contact`);
    await look(form, 'form-es-phone');
    await form.getByLabel('Su nombre').fill('Ana Ruiz');
    await form.getByLabel('Correo electrónico').fill('ana@example.com');
    await form.getByLabel('Asunto').fill('La lavadora pierde agua');
    await form.getByLabel('¿De qué se trata?').fill('Desde ayer, por debajo.');
    await form.getByRole('button', { name: 'Enviar' }).click();
    await form.waitForURL(/\/t\//);
    await look(form, 'private-link-es-phone');

    // taken
    await desk.getByRole('link', { name: 'Unassigned' }).click();
    await desk.getByText('La lavadora pierde agua').first().click();
    await desk.getByRole('button', { name: 'Take', exact: true }).click();
    await desk.getByRole('button', { name: 'Take', exact: true }).waitFor({ state: 'detached' });
    // transferred
    await desk.getByRole('button', { name: 'Transfer', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Team' }).click();
    await desk.locator('.ant-select-item-option').filter({ hasText: 'Repairs' }).click();
    await dialog.getByLabel('Reason').fill('Needs a technician.');
    await dialog.getByRole('button', { name: 'Transfer', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const ticket = async () =>
      (await (await open.request.get(`${server.url}/api/v1/tickets/1`)).json()) as {
        status_category: string;
        assignee: { name: string } | null;
        first_contact_owner: { name: string } | null;
      };
    const solved = () =>
      until('the ticket is solved', async () => (await ticket()).status_category === 'resolved');
    // answered and solved
    await reply(desk, 'El técnico ha cambiado la junta.', 'Resolved');
    await solved();
    await look(desk, 'ticket-resolved');

    // refused on the private link: back at the same first-contact owner
    await form.reload();
    await form.getByLabel('¿Desea añadir algo?').fill('Sigue perdiendo agua.');
    await form.getByRole('button', { name: 'No, todavía no' }).click();
    await form.getByText('vuelve a estar abierta').waitFor();
    await until('the ticket is back', async () => (await ticket()).status_category === 'open');
    expect((await ticket()).assignee?.name).toBe('Ada Agent');
    expect((await ticket()).first_contact_owner?.name).toBe('Ada Agent');

    // answered again, confirmed, closed
    await desk.locator('.conversation').getByText('Sigue perdiendo agua.').waitFor(); // by real time, without a reload
    await reply(desk, 'Cambiada la bomba; probada con usted.', 'Resolved');
    await solved();
    await form.reload();
    await form.getByRole('button', { name: 'Sí, está resuelta' }).click();
    await form.getByText('Ha confirmado que su solicitud está resuelta').waitFor();
    await until('the ticket is closed', async () => (await ticket()).status_category === 'closed');

    // every step stands on the timeline
    await desk.getByRole('tab', { name: 'Timeline' }).click();
    const timeline = desk.getByRole('list', { name: 'Timeline' });
    await timeline.getByText('closed the ticket').waitFor();
    const told = (await timeline.innerText()).split('\n');
    for (const step of [
      'opened the ticket',
      'took the ticket',
      'transferred the ticket',
      'replied to the customer',
      'resolved the ticket',
      'refused the solution',
      'confirmed the solution',
      'closed the ticket',
    ])
      expect(
        told.some((line) => line.includes(step)),
        step,
      ).toBe(true);
    expect(told.filter((line) => line.includes('resolved the ticket'))).toHaveLength(2);
    await look(desk, 'timeline');
    await desk.emulateMedia({ colorScheme: 'dark' });
    await look(desk, 'timeline-dark');
  },
  240_000,
);
