import type { ExportQuery, TicketSummary } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { exportList, type ListToExport } from '../exports/export-list.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';
import { cellsOf, exportColumns } from './export-columns.ts';
import { listTickets } from './list-tickets.query.ts';

type Query = Omit<z.output<typeof ExportQuery>, 'format' | 'name'>;

const tickets: ListToExport<TicketSummary, Query> = {
  list: 'tickets',
  columns: exportColumns,
  page: listTickets,
  cells: cellsOf,
};

/** Any list of tickets as a file. */
export function exportTickets(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof ExportQuery>,
): Promise<FileAnswer> {
  return exportList(db, context, tickets, { format, name }, query);
}
