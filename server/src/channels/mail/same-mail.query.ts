import type { ReadMail } from '@shouwen/mail';
import { type Selectable, sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Tx } from '../../tables.ts';
import { idOf } from './facts.ts';
import type { MailInTable } from './tables.ts';

export type MailRow = Selectable<MailInTable>;

/**
 * What came in before and is the same mail: the same Message-ID and the same content (index mail_in_by_digest). The
 * Message-ID alone says nothing, for some programs use one again; without one the content decides, and where it has no
 * date either, which two alarms with the same words share, every byte. Earliest first; none ever becomes too old to count.
 */
export async function sameMail(tx: Tx, context: Context, row: MailRow, mail: ReadMail): Promise<MailRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail ${context.org} ${mail.digest}`}, 0))`.execute(
    tx,
  );
  let select = tx
    .selectFrom('mail_in')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('state', '=', 'done')
    .where('digest', '=', mail.digest)
    .where('id', '<>', row.id)
    .orderBy('received_at')
    .orderBy('id');
  const id = idOf(mail.messageId);
  if (id) select = select.where('mail_id', '=', id);
  else select = select.where('mail_id', 'is', null);
  if (!id && !mail.date) select = select.where('raw_sha256', '=', row.raw_sha256);
  return select.execute();
}
