import type { OutboxMail } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { findMail, presentMail } from './seen-mail.ts';
import { filesOf } from './sending/attachments-of.ts';
import { addressesOf } from './sending/write-mail.ts';

/** One mail as it leaves, with the addresses that it names and the files that go along. */
export async function outboxMail(tx: Tx, context: Context, id: string): Promise<z.input<typeof OutboxMail>> {
  const row = await findMail(tx, context, id);
  const [{ from, replyTo }, files] = [
    await addressesOf(tx, context.app, row),
    await filesOf(tx, context.org, row),
  ];
  return {
    ...presentMail(context, row),
    html: row.html,
    from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
    reply_to: replyTo,
    mail_id: row.mail_id,
    in_reply_to: row.in_reply_to,
    files: files.map(({ id: file, name, media_type, size, inline }) => ({
      id: file,
      name,
      media_type,
      size,
      inline,
    })),
  };
}
