import { createHash } from 'node:crypto';
import type { MailVerdict } from '@shouwen/api';
import type { App } from '../../context.ts';
import { mailLimit } from '../mail/mail-limit.ts';
import { type Intake, receiveMail } from '../mail/receive-mail.ts';
import { type MailFile, mailsOf } from './mail-sources.ts';

/** What an import has come to. */
export interface MailImport {
  mails: number;
  /** by what became of them; `pending` failed at first and is tried again */
  verdicts: Partial<Record<MailVerdict | 'pending', number>>;
  /** byte for byte there before: an earlier run, or another way in */
  already: number;
  /** larger than a mail may be */
  too_large: number;
}

/**
 * Takes in the mails of files through the function of all ways in, one after the other so that answers find what they
 * answer. What is there already is passed over, so that an import that broke off is gone on with by doing it again.
 * `onProgress` is told of each mail, with the bytes read so far.
 */
export async function importMail(
  intake: Intake,
  files: readonly MailFile[],
  options: { mailboxId?: string; onProgress?: (read: number, sofar: MailImport) => void } = {},
): Promise<MailImport> {
  const result: MailImport = { mails: 0, verdicts: {}, already: 0, too_large: 0 };
  let before = 0;
  for (const file of files) {
    for await (const { raw, read } of mailsOf(file)) {
      result.mails += 1;
      if (raw.length > mailLimit) result.too_large += 1;
      else if (await isThere(intake.app, raw)) result.already += 1;
      else {
        const { verdict } = await receiveMail(intake, {
          raw,
          source: 'import',
          envelope: { from: null, to: [] },
          ...(options.mailboxId === undefined ? {} : { mailboxId: options.mailboxId }),
        });
        result.verdicts[verdict] = (result.verdicts[verdict] ?? 0) + 1;
      }
      options.onProgress?.(before + read, result);
    }
    before += file.size;
  }
  return result;
}

/** Whether the same bytes were taken in before (index mail_in_by_raw). */
async function isThere({ db, org }: App, raw: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('mail_in')
    .select('id')
    .where('org_id', '=', org)
    .where('raw_sha256', '=', createHash('sha256').update(raw).digest('hex'))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
