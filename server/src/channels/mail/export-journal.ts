import type { MailJournalExportQuery } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { exportList, type ListToExport } from '../../exports/export-list.ts';
import { wallClock } from '../../exports/wall-clock.ts';
import type { FileAnswer } from '../../platform/http/implement.ts';
import { say } from '../../platform/texts.ts';
import type { Tx } from '../../tables.ts';
import { listMail } from './journal.query.ts';
import type { JournalEntry } from './read-journal.ts';

type Query = Omit<z.output<typeof MailJournalExportQuery>, 'format' | 'name'>;

const journal: ListToExport<JournalEntry, Query> = {
  list: 'mail_journal',
  columns: [
    'subject',
    'mail_from',
    'recipient',
    'mailbox',
    'received_at',
    'mail_verdict',
    'mail_reason',
    'ticket',
    'size',
    'error',
  ],
  page: listMail,
  cells: (context, entry) => [
    entry.subject,
    entry.from?.address ?? entry.envelope_from,
    entry.envelope_to.join(', '),
    entry.mailbox?.address ?? null,
    wallClock(context, entry.received_at),
    say(context.language, `export.mail_verdict_name.${entry.verdict ?? 'pending'}`),
    entry.reason,
    entry.ticket,
    entry.size,
    entry.error,
  ],
};

/** The journal of mail as a file, without the mails. */
export function exportJournal(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof MailJournalExportQuery>,
): Promise<FileAnswer> {
  return exportList(db, context, journal, { format, name }, query);
}
