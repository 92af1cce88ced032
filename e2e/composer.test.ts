import type { Call } from '@shouwen/api';
import type { Locator, Page } from 'playwright-core';
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
  await call('putConfigEntry', {
    params: { section: 'canned', key: 'greeting' },
    body: { value: { name: 'Greeting', body: 'Dear {{customer.name}},', order: 1 } },
  });
});

const desk = async () => signedIn(await browser(), url);

/** A ticket of a customer, with the private link on which the customer writes. */
async function asked(subject: string): Promise<{ number: number; link: string; token: string }> {
  const customer = { name: 'Ana Ruiz', email: `${subject.toLowerCase().replaceAll(' ', '.')}@example.com` };
  const { number } = await call('openTicket', {
    body: { subject, body: 'Since yesterday.', customer, language: 'en' },
  });
  const { url: address } = await call('customerLink', { params: { number }, body: {} });
  const { pathname } = new URL(address);
  return { number, link: url + pathname, token: pathname.split('/').at(-1) ?? '' };
}

const replyBox = (page: Page) => page.getByRole('textbox', { name: 'Reply to the customer' });
const messagesOf = async (number: number) => (await call('getTicket', { params: { number } })).messages;

/** Pastes a picture into the text, as from a screenshot. */
const pasteImage = (page: Page) =>
  page.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 60 });
    canvas.getContext('2d').fillRect(10, 10, 60, 40);
    const content = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([content], 'valve.png', { type: 'image/png' }));
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.editor .tiptap').dispatchEvent(event);
  })()`);

/** Waits until the pasted picture is not only named but seen. */
const seen = (what: string, image: Locator) =>
  until(what, () => image.evaluate((element) => 'naturalWidth' in element && element.naturalWidth === 120));

itInChromium(
  'writes with formatting, a canned answer and a pasted image, and the customer sees it',
  async () => {
    const { number, link } = await asked('A leak');
    const { context, page } = await desk();
    await page.goto(`${url}/tickets/${number}`);
    const box = replyBox(page);
    await box.click();
    await page.keyboard.type('/gre');
    await page.getByRole('listbox', { name: 'Canned answers' }).getByText('Greeting').waitFor();
    await look(page, 'composer-canned');
    await page.keyboard.press('Enter');
    await box.getByText('Dear Ana Ruiz,').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Turn the water off.');
    await page.keyboard.press('Control+b');
    await page.keyboard.press('Enter');
    await pasteImage(page);
    await box.getByRole('img', { name: 'valve.png' }).waitFor();
    await page.getByText('Draft saved').waitFor();
    await look(page, 'composer-writing');
    await page.keyboard.press('Control+Enter');
    const reply = page.locator('.conversation .message-reply');
    await reply.locator('strong', { hasText: 'Turn the water off.' }).waitFor();
    await seen('the image', reply.getByRole('img', { name: 'valve.png' }));
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.locator('.message-pending').waitFor({ state: 'detached' });
    await look(page, 'composer-sent');
    expect((await messagesOf(number)).at(-1)?.body).toBe('Dear Ana Ruiz,\nTurn the water off.\n[valve.png]');

    const customer = await context.newPage();
    await customer.goto(link);
    await customer.locator('strong', { hasText: 'Turn the water off.' }).waitFor();
    await seen('the image for the customer', customer.getByRole('img', { name: 'valve.png' }));
    await look(customer, 'portal-formatted');
    await context.close();
  },
);

itInChromium('offers colleagues in a note, who are told', async () => {
  const { number } = await asked('A mention');
  const { context, page } = await desk();
  await page.goto(`${url}/tickets/${number}`);
  await replyBox(page).waitFor(); // what is below it moves until then
  await page.getByRole('tab', { name: 'Note', exact: true }).click();
  await page.getByRole('textbox', { name: 'Internal note' }).click();
  await page.keyboard.type('See this @a');
  await page.getByRole('listbox', { name: 'Colleagues' }).getByRole('option').first().waitFor();
  await look(page, 'composer-mention');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save note' }).click();
  await page.locator('.conversation .message-note .mention').waitFor();
  expect((await messagesOf(number)).at(-1)?.mentions).toHaveLength(1);
  await context.close();
});

itInChromium('takes a reply back, goes on writing, and sends it although the window is closed', async () => {
  const { number } = await asked('Taken back');
  const { context, page } = await desk();
  await page.goto(`${url}/tickets/${number}`);
  const box = replyBox(page);
  await box.fill('We come tomorow.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const waiting = page.getByRole('article', { name: 'that has not left' });
  await waiting.getByText('We come tomorow.').waitFor();
  await look(page, 'reply-waiting');
  await waiting.getByRole('button', { name: 'Undo' }).click();
  await box.getByText('We come tomorow.').waitFor();
  await waiting.waitFor({ state: 'detached' });
  await box.fill('We come tomorrow.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await waiting.waitFor();
  await page.close();
  const replies = await until('the reply has left', async () => {
    const found = (await messagesOf(number)).filter((message) => message.kind === 'reply');
    return found.length > 0 && found;
  });
  expect(replies.map((reply) => reply.body)).toEqual(['We come tomorrow.']);
  expect((await call('getDraft', { params: { number } })).drafts).toEqual([]);
  await context.close();
});

itInChromium(
  'points out what comes while a reply is written, and keeps the draft when the window closes',
  async () => {
    const { number, token } = await asked('Overtaken');
    const { context, page } = await desk();
    await page.goto(`${url}/tickets/${number}`);
    await replyBox(page).click();
    await page.keyboard.type('We will look into it');
    await call('answerLinked', { params: { token }, body: { body: 'It works again, thank you.' } });
    const strip = page.locator('.arrived');
    await strip.getByText('It works again, thank you.').waitFor();
    await look(page, 'reply-overtaken');
    await strip.getByRole('button', { name: 'Read' }).click();
    await strip.waitFor({ state: 'detached' });
    await page.keyboard.type('.');
    await page.close({ runBeforeUnload: true });
    await until('the draft is kept', async () => {
      const { drafts } = await call('getDraft', { params: { number } });
      return drafts.some((draft) => draft.body.startsWith('We will look into it'));
    });
    const again = await context.newPage();
    await again.goto(`${url}/tickets/${number}`);
    await replyBox(again).getByText('We will look into it').waitFor();
    await replyBox(again).fill('Good to hear.');
    await again.keyboard.press('Control+Enter');
    // what was there when the window opened is known: nothing holds it back
    await again.getByRole('article', { name: 'that has not left' }).getByText('Good to hear.').waitFor();
    await context.close();
  },
);

itInChromium('keeps what is typed without a connection, through a new start of the window', async () => {
  const { number } = await asked('No connection');
  const { context, page } = await desk();
  await page.goto(`${url}/tickets/${number}`);
  await replyBox(page).click();
  await context.route('**/draft', (route) => route.abort());
  await page.keyboard.type('Typed in a tunnel');
  await page.getByText('Kept on this computer only').waitFor();
  await page.close(); // the browser may yet deliver the last call, which nothing here can hold up
  await context.unroute('**/draft');
  const again = await context.newPage();
  await again.goto(`${url}/tickets/${number}`);
  await replyBox(again).getByText('Typed in a tunnel').waitFor();
  await until('the server has it', async () => {
    const { drafts } = await call('getDraft', { params: { number } });
    return drafts.some((draft) => draft.body === 'Typed in a tunnel');
  });
  await context.close();
});
