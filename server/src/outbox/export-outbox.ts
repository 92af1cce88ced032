import type { OutboxExportQuery, OutboxMessage } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { exportList, type ListToExport } from '../exports/export-list.ts';
import { wallClock } from '../exports/wall-clock.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import { listOutbox } from './list-outbox.query.ts';

type Query = Omit<z.output<typeof OutboxExportQuery>, 'format' | 'name'>;

const outbox: ListToExport<z.input<typeof OutboxMessage>, Query> = {
  list: 'outbox',
  columns: ['subject', 'recipient', 'kind', 'ticket', 'created_at', 'mail_state', 'sent_at', 'error'],
  page: listOutbox,
  cells: (context, { subject, to, kind, ticket, created_at, state, held, sent_at, answer }) => [
    subject,
    to,
    kind,
    ticket,
    wallClock(context, created_at),
    say(context.language, `export.mail_state_name.${held ? 'held' : state}`),
    wallClock(context, sent_at),
    state === 'sent' ? null : answer,
  ],
};

/** What is to leave the house as a file, without its texts. */
export function exportOutbox(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof OutboxExportQuery>,
): Promise<FileAnswer> {
  return exportList(db, context, outbox, { format, name }, query);
}
