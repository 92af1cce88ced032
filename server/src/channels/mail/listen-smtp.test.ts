import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyAddress } from '../../links/reply-token.ts';
import { addMailbox } from '../../mailboxes/testing/add-mailbox.ts';
import { setMailbox } from '../../mailboxes/testing/set-mailbox.ts';
import { StartError } from '../../platform/errors.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { type Listener, listenSmtp } from './listen-smtp.ts';
import { rawMail } from './testing/mails.ts';
import { connectSmtp } from './testing/smtp-client.ts';

let test: TestApp;
let listener: Listener;
beforeAll(async () => {
  test = await startTestApp();
  listener = await listenSmtp(test, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await listener.stop();
  await test.close();
});

const send = async (to: string[], raw = rawMail({ to: to.join(', ') })) => {
  const client = await connectSmtp(listener.port);
  const answer = await client.send({ from: 'ana@example.net', to, raw });
  client.end();
  return answer;
};
const journal = async () => (await test.request('GET', '/mail/journal?limit=200')).body.items;

describe('the listener', () => {
  it('says 250 to a mail that is kept, and its row says who sent it to whom', async () => {
    const answer = await send(['help@example.com'], rawMail({ subject: 'By SMTP', text: 'Line.\n.dot\n..' }));
    expect(answer.code).toBe(250);
    const [row] = await journal();
    expect(answer.answer).toContain(row.id);
    expect(row).toMatchObject({
      source: 'smtp',
      envelope_from: 'ana@example.net',
      envelope_to: ['help@example.com'],
      subject: 'By SMTP',
      verdict: 'new_ticket',
    });
    const { body } = await test.request('GET', `/tickets/${row.ticket}`);
    expect(body.messages[0].body).toBe('Line.\n.dot\n..');
  });

  it('takes many on one connection and on several at once', async () => {
    const before = (await journal()).length;
    const clients = await Promise.all([1, 2, 3].map(() => connectSmtp(listener.port)));
    const answers = await Promise.all(
      clients.map(async (client) => {
        const codes: number[] = [];
        for (let n = 0; n < 5; n++)
          codes.push(
            (await client.send({ from: 'b@example.net', to: ['x@example.com'], raw: rawMail() })).code,
          );
        client.end();
        return codes;
      }),
    );
    expect(answers.flat()).toEqual(Array(15).fill(250));
    expect(await journal()).toHaveLength(before + 15);
  });

  it('refuses a recipient only when no mailbox takes it', async () => {
    await addMailbox(test, { address: 'shop@example.com', aliases: ['store@example.com'] });
    await setMailbox(test, { catch_all: true }, { active: false });
    expect(await send(['nobody@example.com'])).toMatchObject({ code: 550 });
    for (const address of ['shop@example.com', 'Store@Example.com', 'shop+spring@example.com'])
      expect((await send([address])).code, address).toBe(250);
    const { body } = await test.request('GET', '/tickets?limit=1');
    const token = replyAddress(test.app, { address: 'gone@example.com' }, body.items[0].number);
    expect((await send([token])).code).toBe(250);
    await setMailbox(test, { catch_all: true }, { active: true });
    expect((await send(['nobody@example.com'])).code).toBe(250);
  });

  it('says in one sentence that the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const tried = listenSmtp(test, { port, host: '127.0.0.1' });
    await expect(tried).rejects.toThrow(StartError);
    await expect(tried).rejects.toThrow(`Port ${port} for incoming mail is in use`);
    await new Promise((resolve) => other.close(resolve));
  });
});
