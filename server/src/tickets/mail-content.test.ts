import { readMail } from '@shouwen/mail';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { findOrCreateCustomer } from '../customers/find-or-create-customer.ts';
import { contextOf, startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { lockTicketById } from './find-ticket.ts';
import { mailContentOf } from './mail-content.ts';
import { openTicket } from './open-ticket.ts';
import { receiveMessage } from './receive-message.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const raw = [
  'From: Ana <ana@example.com>',
  'Subject: Pump',
  'Content-Type: multipart/related; boundary=b',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p><b>Look</b> <img src="cid:p@x" alt="Pump"></p><div class="gmail_quote">On 1 Feb 2026, Help &lt;h@x.example&gt; wrote:<br>Which?</div>',
  '--b',
  'Content-Type: image/png; name="pump.png"',
  'Content-ID: <p@x>',
  'Content-Transfer-Encoding: base64',
  '',
  pixel,
  '--b--',
].join('\r\n');

it('stands on a ticket with its words, its own HTML, and its files', async () => {
  const { number, first, second } = await test.app.db.transaction().execute(async (tx) => {
    const context = await contextOf(test, test.admin.id);
    const customer = await findOrCreateCustomer(tx, context, { name: 'Ana', email: 'ana@example.com' });
    const author = { kind: 'customer' as const, id: customer.id, name: 'Ana' };
    const asCustomer: Context = { ...context, viewer: null, actor: author };
    const words = await mailContentOf(tx, asCustomer, await readMail(Buffer.from(raw)));
    const opened = await openTicket(tx, asCustomer, {
      subject: 'Pump',
      channel: 'email',
      customer: { id: customer.id },
      ...words,
    });
    const again = await mailContentOf(tx, asCustomer, await readMail(Buffer.from(raw)));
    const ticket = await lockTicketById(tx, asCustomer, opened.ticket.id);
    await receiveMessage(tx, asCustomer, ticket, { ...again, channel: 'email', author });
    return { number: opened.ticket.number, first: words, second: again };
  });
  const { body: page } = await test.request('GET', `/tickets/${number}`);
  expect(page.messages).toHaveLength(2);
  for (const [at, words] of [first, second].entries()) {
    expect(page.messages[at]).toMatchObject({
      body: expect.stringContaining('Which?'),
      fresh: 'Look Pump',
      html: null,
      attachments: [{ id: words.attachments[0], name: 'pump.png', media_type: 'image/png' }],
    });
    expect(page.messages[at].mail_html).toContain(`src="cid:${words.attachments[0]}"`);
    expect(page.messages[at].mail_html).toContain('data-folded="quote"');
  }
  const file = await test.request('GET', `/files/${first.attachments[0]}`);
  expect(file.status).toBe(200);
});
