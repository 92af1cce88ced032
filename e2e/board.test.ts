import { createClient } from '@shouwen/api';
import { expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { administrator, useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();

itInChromium(
  'the team board gives tickets by mouse and by keyboard, and follows what others do',
  async () => {
    const here = install();
    const { url } = await here.start(withAdministrator);
    const { call } = await clientFor(here, url);
    const [unit] = (await call('listUnits', {})).items;
    const unitId = unit?.id ?? '';
    const rob = await call('createUser', {
      body: { email: 'rob@example.com', name: 'Rob Repair', roles: [{ role: 'agent', unit_id: unitId }] },
    });
    // an invited colleague can be given nothing until they have come
    const invitation = await call('resetLink', { params: { id: rob.id } });
    const token = new URL(invitation.url).pathname.split('/').at(-1) ?? '';
    await createClient({ baseUrl: url })('resetPassword', {
      params: { token },
      body: { password: 'another long pass phrase' },
    });
    const { user } = await call('changeMe', { body: { language: 'en' } });
    const team = await call('createTeam', {
      body: { name: 'Repairs', unit_id: unitId, lead_id: user.id, member_ids: [user.id, rob.id] },
    });
    const open = async (subject: string) =>
      (
        await call('openTicket', {
          body: { subject, body: 'Please.', team_id: team.id, customer: { name: 'Mia Long' } },
        })
      ).number;
    const [first, second] = [await open('Cold radiator'), await open('Dripping tap')];
    const assigneeOf = async (number: number) =>
      (await call('getTicket', { params: { number } })).assignee?.name ?? null;

    const context = await (await browser()).newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
    const session = await context.request.post(`${url}/api/v1/session`, { data: administrator });
    expect(session.status()).toBe(201);
    const page = await context.newPage();
    await page.goto(`${url}/board/${team.id}`);
    const column = (name: string) => page.getByRole('region', { name, exact: true });
    await column('Unowned').getByText('Dripping tap').waitFor();
    await look(page, 'board-unowned');

    // by mouse
    await column('Unowned').getByText('Cold radiator').dragTo(column('Rob Repair'));
    await column('Rob Repair').getByText('Cold radiator').waitFor();
    await until('Rob has it', async () => (await assigneeOf(first)) === 'Rob Repair');
    await page.getByRole('button', { name: 'Undo' }).click();
    await column('Unowned').getByText('Cold radiator').waitFor();
    await until('nobody has it again', async () => (await assigneeOf(first)) === null);

    // by keyboard: to the card, `m`, the person, Enter
    await column('Unowned').getByRole('link').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: 'Rob Repair' }).waitFor();
    await look(page, 'board-menu');
    await page.getByRole('menuitem', { name: 'Rob Repair' }).focus();
    await page.keyboard.press('Enter');
    await column('Rob Repair').getByText('Dripping tap').waitFor();
    await until('Rob has the other', async () => (await assigneeOf(second)) === 'Rob Repair');

    // what others do appears without a reload
    await call('takeTicket', { params: { number: first } });
    await column(user.name).getByText('Cold radiator').waitFor();
    await look(page, 'board-owned');

    // on a phone the columns stand one below the other
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate<number>('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(390);
    await look(page, 'board-phone');
    await context.close();
  },
);
