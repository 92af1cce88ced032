import type { ConfigChange, ConfigChangesExportQuery } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { exportList, type ListToExport } from '../exports/export-list.ts';
import { wallClock } from '../exports/wall-clock.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';
import { listChanges } from './changes.query.ts';

type Query = Omit<z.output<typeof ConfigChangesExportQuery>, 'format' | 'name'>;

const changes: ListToExport<z.input<typeof ConfigChange>, Query> = {
  list: 'configuration_changes',
  columns: ['changed_at', 'changed_by', 'section', 'key', 'before', 'after'],
  page: listChanges,
  cells: (context, { at, actor, section, key, before, after }) => [
    wallClock(context, at),
    actor,
    section,
    key,
    asText(before),
    asText(after),
  ],
};

/** The changes of settings as a file. */
export function exportChanges(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof ConfigChangesExportQuery>,
): Promise<FileAnswer> {
  return exportList(db, context, changes, { format, name }, query);
}

const mostLetters = 32_000; // a cell of a sheet holds 32,767

function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value).slice(0, mostLetters);
}
