import type { MailEntry, MailReceipt } from '@shouwen/api';
import { readMail } from '@shouwen/mail';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import type { FileAnswer } from '../../platform/http/implement.ts';
import { say } from '../../platform/texts.ts';
import type { Tx } from '../../tables.ts';
import { findMail, seenMail } from './journal.query.ts';
import { rawOf } from './raw-mail.ts';

const longestText = 20_000; // characters: to judge what it is; the whole is in the raw mail

/** One mail of the journal with the beginning of its text, read from the raw mail. */
export async function showMail(tx: Tx, context: Context, id: string) {
  const { entry } = await findMail(tx, context, id);
  const mail = await readMail(await rawOf(context.app, id));
  return {
    ...entry,
    text: mail.text.replaceAll('\u0000', '').slice(0, longestText),
    attachments: mail.attachments.map(({ name, mediaType, content }) => ({
      name,
      media_type: mediaType,
      size: content.length,
    })),
    defects: mail.defects,
  };
}

/** The raw mail as a download, for whoever may see its row: of a confidential ticket, whoever may see that. */
export async function downloadMail(tx: Tx, context: Context, id: string): Promise<FileAnswer> {
  const row = await seenMail(tx, context, id);
  return {
    stream: context.app.files.get(row.raw_sha256),
    name: `${row.received_at.toISOString().slice(0, 19).replaceAll(':', '.')}.eml`,
    mediaType: 'message/rfc822',
    size: row.size,
  };
}

/** What whoever brought a mail is told: its row, and why it was judged so. */
export async function receiptOf(tx: Tx, context: Context, id: string): Promise<z.input<typeof MailReceipt>> {
  const row = await tx
    .selectFrom('mail_in as m')
    .leftJoin('ticket as t', (join) =>
      join.onRef('t.org_id', '=', 'm.org_id').onRef('t.id', '=', 'm.ticket_id'),
    )
    .select(['m.verdict', 'm.reason', 't.number'])
    .where('m.org_id', '=', context.org)
    .where('m.id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    id,
    verdict: row.verdict ?? 'pending',
    reason: row.reason && say(context.language, `mail_reason.${row.reason.key}`, row.reason),
    ticket: row.number,
  };
}

export type JournalEntry = z.input<typeof MailEntry>;
