import type { ExportQuery, TicketSummary } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requirePermission, viewerOf } from '../people/viewer.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import { say } from '../platform/texts.ts';
import { mediaTypes, type Rows, writeTable } from '../platform/write-table.ts';
import type { Tx } from '../tables.ts';
import { cellsOf, exportColumns } from './export-columns.ts';
import { listTickets } from './list-tickets.query.ts';

const pageSize = 200;
const mostRows = 1_000_000; // a sheet holds 1,048,576

/**
 * Any list of tickets as a file: the same rows in the same order as on screen, as far as the viewer may see them, all
 * from one moment. Who took what out is in the ledger before the first row leaves.
 */
export async function exportTickets(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof ExportQuery>,
): Promise<FileAnswer> {
  requirePermission(context, 'ticket.export');
  // refused with a sentence, not in the middle of a file
  await listTickets(db, context, { ...query, limit: 1 });
  await db.transaction().execute((tx) =>
    appendEvent(tx, context, {
      kind: 'ticket.list_exported',
      subject: { kind: 'user', id: viewerOf(context).userId },
      data: { format, view: query.view ?? null },
      payload: { name, query },
    }),
  );
  context.app.ledgerGrew();
  const day = context.now.toISOString().slice(0, 10);
  return {
    stream: writeTable(format, rowsOf(db, context, query)),
    name: `${name} ${day}.${format}`,
    mediaType: mediaTypes[format],
  };
}

async function* rowsOf(
  db: Tx,
  context: Context,
  query: Omit<z.output<typeof ExportQuery>, 'format' | 'name'>,
): Rows {
  yield exportColumns.map((column) => say(context.language, `export.${column}`));
  // one snapshot: a ticket that moves meanwhile stands neither twice nor not at all
  const tx = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    let cursor: string | undefined;
    for (let rows = 0; rows < mostRows; rows += pageSize) {
      const page: { items: TicketSummary[]; next_cursor: string | null } = await listTickets(tx, context, {
        ...query,
        limit: pageSize,
        cursor,
      });
      for (const ticket of page.items) yield cellsOf(context, ticket);
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
  } finally {
    await tx.rollback().execute();
  }
}
