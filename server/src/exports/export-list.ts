import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requirePermission, viewerOf } from '../people/viewer.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import { say } from '../platform/texts.ts';
import { type Cell, mediaTypes, type Rows, type TableFormat, writeTable } from '../platform/write-table.ts';
import type { Tx } from '../tables.ts';

const pageSize = 200;
const mostRows = 1_000_000; // a sheet holds 1,048,576

/** A list that people see on screen, page by page, and how its rows are written into a table. */
export interface ListToExport<Item, Query extends object> {
  /** what the ledger calls it */
  list: string;
  /** the headings are `export.<column>` */
  columns: readonly string[];
  /** a page of it, as far as the viewer may see it; throws when the viewer may not see it at all */
  page(
    tx: Tx,
    context: Context,
    query: Query & { limit: number; cursor?: string | undefined },
  ): Promise<{ items: readonly Item[]; next_cursor: string | null }>;
  /** one row, cell by cell in the order of the columns */
  cells(context: Context, item: Item): Cell[];
}

/** As what a list is taken out, and under which name. */
export interface ExportAs {
  format: TableFormat;
  name: string;
}

/**
 * Any list as a file: the same rows in the same order as on screen, as far as the viewer may see them, all from one
 * moment. Who took what out is in the ledger before the first row leaves.
 */
export async function exportList<Item, Query extends object>(
  db: Tx,
  context: Context,
  list: ListToExport<Item, Query>,
  { format, name }: ExportAs,
  query: Query,
): Promise<FileAnswer> {
  requirePermission(context, 'ticket.export');
  // refused with a sentence, not in the middle of a file
  await list.page(db, context, { ...query, limit: 1 });
  await db.transaction().execute((tx) =>
    appendEvent(tx, context, {
      kind: 'list.exported',
      subject: { kind: 'user', id: viewerOf(context).userId },
      data: { list: list.list, format },
      payload: { name, query },
    }),
  );
  context.app.ledgerGrew();
  const day = context.now.toISOString().slice(0, 10);
  return {
    stream: writeTable(format, rowsOf(db, context, list, query)),
    name: `${name} ${day}.${format}`,
    mediaType: mediaTypes[format],
  };
}

async function* rowsOf<Item, Query extends object>(
  db: Tx,
  context: Context,
  list: ListToExport<Item, Query>,
  query: Query,
): Rows {
  yield list.columns.map((column) => say(context.language, `export.${column}`));
  // one snapshot: a row that moves meanwhile stands neither twice nor not at all
  const tx = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    let cursor: string | undefined;
    for (let rows = 0; rows < mostRows; rows += pageSize) {
      const page = await list.page(tx, context, { ...query, limit: pageSize, cursor });
      for (const item of page.items) yield list.cells(context, item);
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
  } finally {
    await tx.rollback().execute();
  }
}
