import type { Call } from '@shouwen/api';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';
import { signedIn } from './support/window.ts';

const install = useInstallations();
const browser = useChromium();
let url: string;
let call: Call;

beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  ({ call } = await clientFor(here, url));
});

/** A machine of its own at which the same person sits. */
async function machine(): Promise<BrowserContext> {
  return (await signedIn(await browser(), url)).context;
}
const openTicket = async (subject: string) =>
  (await call('openTicket', { body: { subject, body: 'Since yesterday.', customer: { name: subject } } }))
    .number;
const box = (page: Page) => page.getByRole('textbox', { name: 'Reply to the customer' });
const kept = async (number: number) => (await call('getDraft', { params: { number } })).drafts[0]?.body;

/** Two windows on the ticket, the second of which has written after the first. */
async function twoTexts(number: number) {
  const [left, right] = [await machine(), await machine()];
  const [mine, other] = [await left.newPage(), await right.newPage()];
  for (const page of [mine, other]) {
    await page.goto(`${url}/tickets/${number}`);
    await box(page).waitFor();
  }
  await box(mine).fill('One');
  await mine.getByText('Draft saved').waitFor();
  await box(other).fill('Two');
  await other.getByText('You have written on this in another window').waitFor();
  expect(await kept(number), 'the text of the first window').toBe('One');
  const close = async () => {
    for (const context of [left, right]) await context.close();
  };
  return { mine, other, close };
}

describe('two windows of one person', () => {
  itInChromium('do not overwrite each other: both texts are shown, and kept as one wishes', async () => {
    const number = await openTicket('Both');
    const { other, close } = await twoTexts(number);
    expect(await violationsOf(other)).toEqual([]);
    await other.getByRole('button', { name: 'Send', exact: true }).click();
    await other.getByRole('button', { name: 'Add the other below' }).click();
    await other.getByText('Draft saved').waitFor();
    await until('both are kept', async () => /^Two\s+One$/.test((await kept(number)) ?? ''));
    expect(
      (await call('getTicket', { params: { number } })).pending_replies,
      'sent before the choice',
    ).toEqual([]);
    await close();
  });

  itInChromium('take over what the other has written, when nothing is being written here', async () => {
    const number = await openTicket('Taken over');
    const { mine, other, close } = await twoTexts(number);
    await other.getByRole('button', { name: 'Keep this text' }).click();
    await until('the second text is kept', async () => (await kept(number)) === 'Two');
    await mine.evaluate('window.dispatchEvent(new Event("focus"))');
    await box(mine).getByText('Two').waitFor();
    await close();
  });

  itInChromium('can give way to the other', async () => {
    const number = await openTicket('Gives way');
    const { other, close } = await twoTexts(number);
    await other.getByRole('button', { name: 'Use the other text' }).click();
    await box(other).getByText('One').waitFor();
    expect(await kept(number)).toBe('One');
    await close();
  });
});
