import { expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();

itInChromium('numbers beside the views follow what happens, without a reload', async () => {
  const here = install();
  const { url } = await here.start(withAdministrator);
  const { call } = await clientFor(here, url);
  const open = (subject: string) =>
    call('openTicket', { body: { subject, body: 'It went dark.', customer: { name: 'Ana' } } });
  await open('Router');
  const { context, page } = await signedIn(await browser(), url);
  await page.goto(`${url}/inbox/unassigned`);
  const view = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });
  await view('Unassigned 1 ticket').waitFor();
  await view('Assigned to me 0 tickets').waitFor();

  const { number } = await open('Lamp');
  await view('Unassigned 2 tickets').waitFor();
  await call('takeTicket', { params: { number } });
  await view('Unassigned 1 ticket').waitFor();
  await view('Assigned to me 1 ticket').waitFor();
  // by then the server has folded what happened, and says the same
  await call('changeTicket', { params: { number }, body: { status: 'resolved' } }, { ifMatch: '*' });
  await view('Assigned to me 0 tickets').waitFor();
  await view('Resolved 1 ticket').waitFor();

  const { items } = await call('countViews', {});
  expect(items.find((item) => item.id === 'all')).toEqual({ id: 'all', count: 2, capped: false });
  const { code, stdout } = await here.cli(['counters', 'rebuild']);
  expect([code, stdout]).toEqual([0, 'All tickets are counted anew, in 2 cells.\n']);
  expect((await here.cli(['verify'])).code).toBe(0);
  await context.close();
});
