import MailComposer from 'nodemailer/lib/mail-composer';
import type { App } from '../../context.ts';
import { replyAddress } from '../../links/reply-token.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { senderAddress } from '../sender-address.ts';
import type { OutboxRow } from './claim-mail.ts';
import { senderOf } from './routes-of.ts';

/** A mail as it goes over the wire, and the address that the server is told it comes from. */
export interface WrittenMail {
  raw: Buffer;
  from: string;
}

/** Writes a row of the outbox as a mail. */
export async function writeMail(app: App, row: OutboxRow): Promise<WrittenMail> {
  const mailbox = await senderOf(app, row.mailbox_id);
  const from = senderAddress(app, mailbox);
  const composer = new MailComposer({
    messageId: row.mail_id === null ? undefined : `<${row.mail_id}>`,
    date: row.attempted_at ?? app.clock.now(),
    from: { name: mailbox?.name ?? '', address: from },
    replyTo: await replyTo(app, row, mailbox),
    to: { name: row.recipient_name ?? '', address: row.recipient_address },
    subject: row.subject,
    inReplyTo: row.in_reply_to === null ? undefined : `<${row.in_reply_to}>`,
    references: row.refs.map((id) => `<${id}>`),
    headers: row.automatic ? automaticMarks(row) : {},
    text: row.body,
    html: row.html ?? undefined,
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  });
  return { raw: await composer.compile().build(), from };
}

/** RFC 3834, and what other programs heed in its place: so that nothing answers by itself what went out by itself. */
function automaticMarks(row: OutboxRow): Record<string, string> {
  return {
    'Auto-Submitted':
      row.kind === 'acknowledgement' || row.kind === 'receipt' ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'bulk',
  };
}

async function replyTo(app: App, row: OutboxRow, mailbox: Mailbox | null): Promise<string | undefined> {
  if (mailbox === null || row.ticket_id === null || row.customer_id === null) return undefined;
  const ticket = await app.db
    .selectFrom('ticket')
    .select('number')
    .where('org_id', '=', app.org)
    .where('id', '=', row.ticket_id)
    .executeTakeFirst();
  return ticket && replyAddress(app, mailbox, ticket.number);
}
