import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bring, rawMail } from '../channels/mail/testing/mails.ts';
import { readReplyToken } from '../links/reply-token.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { upload } from '../platform/testing/upload.ts';
import { open, post, reply } from '../tickets/testing/desk.ts';
import { type MailSender, mailSender } from './sending/mail-sender.ts';
import { setDeskMailbox } from './testing/desk-mailbox.ts';
import { type SmtpReceiver, startReceiver } from './testing/smtp-receiver.ts';

let test: TestApp;
let receiver: SmtpReceiver;
let sender: MailSender;
beforeAll(async () => {
  receiver = await startReceiver();
  test = await startTestApp({ env: { SHOUWEN_SMTP_OUT: receiver.url } });
  sender = mailSender(test.app, test.systemContext, test.pool);
  await setDeskMailbox(test, {
    address: 'help@lumen.example',
    name: '明灯客服',
    acknowledge: false,
    signature: '<p>Lumen <strong>service</strong></p>',
  });
});
afterAll(async () => {
  await sender.close();
  await receiver.close();
  await test.close();
});

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A customer writes; what threads goes to its ticket. Gives the ticket's number. */
async function came(mailId: string, from: string, answers?: string): Promise<number> {
  const headers: Record<string, string> = answers === undefined ? {} : { 'In-Reply-To': answers };
  const raw = rawMail({ id: mailId, from, to: 'help@lumen.example', subject: 'Die Lampe flackert', headers });
  const { body } = await bring(test, raw);
  return body.ticket;
}
const lastId = async () => {
  const { mail_id } = await test.app.db
    .selectFrom('outbox')
    .select('mail_id')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return `<${mail_id}>`;
};
/** All parts that are written in base64, read. */
const decoded = (raw: string) =>
  [...raw.matchAll(/base64\r\n(?:[\w-]+:[^\r]*\r\n(?:[ \t][^\r]*\r\n)*)*\r\n([\w+/=\r\n]+)/g)]
    .map(([, words = '']) => Buffer.from(words, 'base64').toString('utf8'))
    .join('\n');
const lastTo = (address: string) => receiver.received.filter((mail) => mail.to.includes(address));

describe('peers 26: threading headers', () => {
  it('gives every mail its own Message-ID, what it answers, and what came before', async () => {
    const from = 'ana@customer.example';
    const number = await came('one@customer.example', from);
    test.clock.advance(1);
    await reply(test, number, 'Have you changed the bulb?');
    test.clock.advance(1);
    await reply(test, number, 'And the socket?');
    test.clock.advance(1);
    expect(await came('two@customer.example', from, await lastId())).toBe(number);
    test.clock.advance(1);
    await reply(test, number, 'Then we send a new one.');
    await sender.sendDue();
    const mails = lastTo(from);
    expect(mails).toHaveLength(3);
    const [first, second, third] = mails.map((mail) => mail.header('message-id') ?? '');
    expect(new Set([first, second, third]).size).toBe(3);
    for (const id of [first, second, third]) expect(id).toMatch(/^<[0-9a-f-]{36}@lumen\.example>$/);
    expect(mails.map((mail) => [mail.header('in-reply-to'), mail.header('references')])).toEqual([
      ['<one@customer.example>', '<one@customer.example>'],
      ['<one@customer.example>', `<one@customer.example> ${first}`],
      ['<two@customer.example>', `<one@customer.example> ${first} ${second} <two@customer.example>`],
    ]);
    for (const mail of mails) {
      expect(mail.from).toBe('help@lumen.example');
      expect(mail.header('from')).toBe('明灯客服 <help@lumen.example>');
      expect(readReplyToken(test.app, mail.header('reply-to') ?? '')).toEqual({ number });
      expect(mail.header('subject')).toBe(`[#${number}] Die Lampe flackert`);
      expect(mail.header('auto-submitted')).toBeNull();
    }
  });

  it('refers each recipient to what stands in their own mailbox, and to nothing that others wrote', async () => {
    const number = await came('bo@customer.example', 'bo@customer.example');
    const { body: cy } = await test.request('POST', '/customers', {
      body: { name: 'Cy', contacts: [{ kind: 'email', value: 'cy@customer.example', primary: true }] },
    });
    const added = await test.request('PUT', `/tickets/${number}/participants/${cy.id}`);
    expect(added.status).toBeLessThan(300);
    test.clock.advance(1);
    await reply(test, number, 'To both of you.');
    await sender.sendDue();
    expect(lastTo('bo@customer.example').at(-1)?.header('in-reply-to')).toBe('<bo@customer.example>');
    const toCy = lastTo('cy@customer.example');
    expect(toCy.at(-1)?.raw).not.toContain('<bo@customer.example>');
    // the invitation is the first that stands in Cy's mailbox
    expect(toCy.at(-1)?.header('in-reply-to')).toBe(toCy[0]?.header('message-id'));
  });

  it('sends text and formatted text, the signature, images where they stand, and files along', async () => {
    const number = await open(test, { email: 'di@customer.example' });
    const { body: image } = await upload(test, Buffer.from(pixel, 'base64'), { filename: '灯.png' });
    const { body: file } = await upload(test, 'the terms', { filename: '条款.txt' });
    const answer = await post(test, number, 'messages', {
      kind: 'reply',
      html: `<p>Look: <strong>here</strong></p><p><img src="cid:${image.id}" alt="lamp"></p>`,
      attachments: [file.id],
    });
    expect(answer.status).toBe(201);
    await sender.sendDue();
    const { raw = '' } = lastTo('di@customer.example').at(-1) ?? {};
    expect(raw).toContain('multipart/mixed');
    expect(raw).toContain('multipart/alternative');
    expect(raw).toContain('multipart/related');
    expect(raw.toLowerCase()).toContain(`content-id: <${image.id}>`);
    const whole = raw.replace(/\r\n/g, '');
    expect(whole).toContain(pixel);
    expect(whole).toContain(Buffer.from('the terms').toString('base64'));
    const parts = decoded(raw);
    expect(parts).toContain('<strong>here</strong>');
    expect(parts).toContain(`src="cid:${image.id}"`);
    expect(parts).toContain('Lumen <strong>service</strong>');
    expect(parts).toContain('Lumen service');
  });
});
