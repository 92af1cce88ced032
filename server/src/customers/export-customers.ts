import type { CustomerSummary, CustomersExportQuery } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { exportList, type ListToExport } from '../exports/export-list.ts';
import { wallClock } from '../exports/wall-clock.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import { listCustomers } from './list-customers.query.ts';

type Query = Omit<z.output<typeof CustomersExportQuery>, 'format' | 'name'>;

const customers: ListToExport<z.input<typeof CustomerSummary>, Query> = {
  list: 'customers',
  columns: ['name', 'kind', 'email', 'phone', 'organisation', 'language', 'since'],
  page: listCustomers,
  cells: (context, { name, kind, email, phone, organisation, language, created_at }) => [
    name,
    say(context.language, `export.customer_kind.${kind}`),
    email,
    phone,
    organisation,
    language,
    wallClock(context, created_at),
  ],
};

/** The customers that the viewer may see as a file. */
export function exportCustomers(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof CustomersExportQuery>,
): Promise<FileAnswer> {
  return exportList(db, context, customers, { format, name }, query);
}
