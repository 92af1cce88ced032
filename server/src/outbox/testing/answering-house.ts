import type { Context } from '../../context.ts';
import { findOrCreateCustomer } from '../../customers/find-or-create-customer.ts';
import { readReplyToken } from '../../links/reply-token.ts';
import { mailboxesFor } from '../../mailboxes/find-mailbox.ts';
import { startTestApp, type TestApp, type TestClock } from '../../platform/testing/test-app.ts';
import { openTicket } from '../../tickets/open-ticket.ts';
import { acknowledge } from '../acknowledge.ts';
import { type MailSender, mailSender } from '../sending/mail-sender.ts';
import { setDeskMailbox } from './desk-mailbox.ts';
import { type Received, type SmtpReceiver, startReceiver } from './smtp-receiver.ts';

/** An installation that acknowledges every mail, with a server that takes what it sends. */
export interface House {
  address: string;
  test: TestApp;
  /** sends what is due, and gives what has left since the last time */
  send(): Promise<Received[]>;
  /** takes a mail in: what threads goes to its ticket, everything else opens one and is acknowledged */
  take(mail: Received): Promise<void>;
  close(): Promise<void>;
}

export async function startHouse(address: string, clock: TestClock): Promise<House> {
  const receiver: SmtpReceiver = await startReceiver();
  const test = await startTestApp({ clock, env: { SHOUWEN_SMTP_OUT: receiver.url } });
  const sender: MailSender = mailSender(test.app, test.systemContext, test.pool);
  await setDeskMailbox(test, { address, acknowledge: true });
  let given = 0;
  return {
    address,
    test,
    async send() {
      await sender.sendDue();
      const fresh = receiver.received.slice(given);
      given = receiver.received.length;
      return fresh;
    },
    take: (mail) => take(test, mail),
    async close() {
      await sender.close();
      await receiver.close();
      await test.close();
    },
  };
}

async function take(test: TestApp, mail: Received): Promise<void> {
  const context = await test.systemContext();
  const [to = ''] = mail.to;
  const mailId = mail.header('message-id')?.slice(1, -1) ?? null;
  await test.app.db.transaction().execute(async (tx) => {
    if (readReplyToken(test.app, to) || (await isAnswer(context, mail))) return;
    const [mailbox] = await mailboxesFor(tx, test.app.org, [to]);
    if (!mailbox) throw new Error(`no mailbox for ${to}`);
    const name = mail.header('from')?.replace(/ <.*/, '') ?? mail.from;
    const customer = await findOrCreateCustomer(tx, context, { name, email: mail.from });
    const { ticket } = await openTicket(
      tx,
      { ...context, actor: { kind: 'customer', id: customer.id, name } },
      {
        subject: mail.header('subject') ?? '',
        body: 'A mail.',
        channel: 'email',
        customer: { id: customer.id },
      },
    );
    const automatic = mail.header('auto-submitted');
    await acknowledge(tx, context, {
      ticket,
      customer: { id: customer.id, name, address: mail.from },
      mail: {
        nature: automatic === null || automatic === 'no' ? 'ordinary' : 'auto_reply',
        subject: mail.header('subject') ?? '',
        messageId: mailId,
      },
      mailbox,
    });
  });
}

async function isAnswer({ app }: Context, mail: Received): Promise<boolean> {
  const ids = `${mail.header('in-reply-to') ?? ''} ${mail.header('references') ?? ''}`
    .split(/\s+/)
    .map((id) => id.slice(1, -1))
    .filter((id) => id !== '');
  if (ids.length === 0) return false;
  const found = await app.db.selectFrom('outbox').select('id').where('mail_id', 'in', ids).execute();
  return found.length > 0;
}
