import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { App } from '../../context.ts';
import { replyAddress } from '../../links/reply-token.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { openDkimKey } from '../../mailboxes/secrets.ts';
import type { Tx } from '../../tables.ts';
import { senderAddress } from '../sender-address.ts';
import { attachmentsOf } from './attachments-of.ts';
import type { OutboxRow } from './claim-mail.ts';
import { senderOf } from './routes-of.ts';

/** A mail as it goes over the wire, and the address that the server is told it comes from. */
export interface WrittenMail {
  raw: Buffer;
  from: string;
}

/** Writes a row of the outbox as a mail. */
export async function writeMail(app: App, row: OutboxRow): Promise<WrittenMail> {
  const mailbox = await senderOf(app.db, app.org, row.mailbox_id);
  const { from, replyTo } = await addressesOf(app.db, app, row);
  const composer = new MailComposer({
    messageId: row.mail_id === null ? undefined : `<${row.mail_id}>`,
    date: row.attempted_at ?? app.clock.now(),
    from,
    replyTo: replyTo ?? undefined,
    to: { name: row.recipient_name ?? '', address: row.recipient_address },
    subject: row.subject,
    inReplyTo: row.in_reply_to === null ? undefined : `<${row.in_reply_to}>`,
    references: row.refs.map((id) => `<${id}>`),
    headers: row.automatic ? automaticMarks(row) : {},
    text: row.body,
    html: row.html === null ? undefined : page(row.html),
    attachments: await attachmentsOf(app, row),
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  });
  return { raw: await signed(app, mailbox, await composer.compile().build()), from: from.address };
}

/** Signed as its mailbox has it (RFC 6376): receivers see that it comes from where it says. */
async function signed(app: App, mailbox: Mailbox | null, raw: Buffer): Promise<Buffer> {
  const privateKey = mailbox?.dkim ? await openDkimKey(app.db, app, mailbox.id) : null;
  if (!mailbox?.dkim || privateKey === null) return raw;
  const { domain, selector } = mailbox.dkim;
  return buffer(new DKIM({ domainName: domain, keySelector: selector, privateKey }).sign(raw));
}

/** A whole document: some programs show a fragment in the letters of a typewriter. */
const page = (html: string) =>
  `<!doctype html>\n<html><head><meta charset="utf-8"></head><body style="font-family: sans-serif">\n${html}\n</body></html>\n`;

/** RFC 3834, and what other programs heed in its place: so that nothing answers by itself what went out by itself. */
function automaticMarks(row: OutboxRow): Record<string, string> {
  return {
    'Auto-Submitted':
      row.kind === 'acknowledgement' || row.kind === 'receipt' ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'bulk',
  };
}

/** Whom a mail comes from, and where an answer to it goes: with the token of its ticket, when a customer gets it. */
export async function addressesOf(
  tx: Tx,
  app: App,
  row: OutboxRow,
): Promise<{ from: { name: string; address: string }; replyTo: string | null }> {
  const mailbox = await senderOf(tx, app.org, row.mailbox_id);
  const from = { name: mailbox?.name ?? '', address: senderAddress(app, mailbox) };
  if (mailbox === null || row.ticket_id === null || row.customer_id === null) return { from, replyTo: null };
  const ticket = await tx
    .selectFrom('ticket')
    .select('number')
    .where('org_id', '=', app.org)
    .where('id', '=', row.ticket_id)
    .executeTakeFirst();
  return { from, replyTo: ticket && knowsPlus(mailbox) ? replyAddress(app, mailbox, ticket.number) : null };
}

/** Providers that take no plus in an address: an answer to one would come back to its writer. */
const withoutPlus = /(?:^|\.)(?:qq|163|126|yeah|sina|sohu|aliyun|yahoo)\.(?:com|net|cn|com\.cn)$/;

const knowsPlus = ({ receive }: Mailbox) =>
  receive.way !== 'imap' || !withoutPlus.test(receive.host.toLowerCase());
