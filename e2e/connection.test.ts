import type { Call } from '@shouwen/api';
import type { Page, WebSocketRoute } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { look, signedIn } from './support/window.ts';
import { wordsOf } from './support/words.ts';

const install = useInstallations();
const browser = useChromium();
let url: string;
let call: Call;

beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  ({ call } = await clientFor(here, url));
});

const open = async (subject: string) =>
  (await call('openTicket', { body: { subject, body: 'Since Friday.', customer: { name: 'Ana' } } })).number;

/** The live connection of a page, which can be cut. */
async function liveConnection(page: Page): Promise<() => Promise<void>> {
  const sockets = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    sockets.add(socket);
    socket.connectToServer();
  });
  return async () => {
    for (const socket of sockets) await socket.close();
    sockets.clear();
  };
}

itInChromium('a screen that lost its connection is right again without a reload', async () => {
  const number = await open('The pump is loud');
  const { context, page } = await signedIn(await browser(), url);
  const cut = await liveConnection(page);
  await page.goto(`${url}/inbox/unassigned/${number}`);
  const navigation = page.getByRole('navigation');
  await navigation.getByRole('link', { name: 'Unassigned 1 ticket' }).waitFor();
  await page.locator('.conversation').getByText('Since Friday.').waitFor();
  await page.evaluate('window.neverLeft = true');

  await context.setOffline(true);
  await cut();
  await page.getByText(wordsOf('en')('state.live_lost')).waitFor();
  await look(page, 'connection-lost');
  const later = await open('The tap drips');
  await call('addMessage', { params: { number }, body: { kind: 'note', body: 'Called back.' } });
  await call('changeTicket', { params: { number }, body: { urgency: 'high' } }, { ifMatch: '*' });

  await context.setOffline(false);
  await page.locator('.conversation').getByText('Called back.').waitFor();
  await page.locator('.ticket-row').filter({ hasText: 'The tap drips' }).waitFor();
  await navigation.getByRole('link', { name: 'Unassigned 2 tickets' }).waitFor();
  // and it is live again
  await call('takeTicket', { params: { number: later } });
  await navigation.getByRole('link', { name: 'Unassigned 1 ticket' }).waitFor();
  await until('the row is gone', async () => {
    return (await page.locator('.ticket-row').filter({ hasText: 'The tap drips' }).count()) === 0;
  });
  expect(await page.evaluate('window.neverLeft'), 'the page was loaded once').toBe(true);
  await context.close();
});
