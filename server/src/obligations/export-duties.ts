import type { DutiesExportQuery, Duty } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { exportList, type ListToExport } from '../exports/export-list.ts';
import { wallClock } from '../exports/wall-clock.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import { inLanguage } from '../tickets/variables.ts';
import { myDuties } from './my-duties.query.ts';

type Query = Omit<z.output<typeof DutiesExportQuery>, 'format' | 'name'>;

const duties: ListToExport<z.input<typeof Duty>, Query> = {
  list: 'duties',
  columns: ['duty', 'ticket', 'subject', 'owner', 'team', 'next_due_at', 'duty_state', 'started_at'],
  page: myDuties,
  cells: (context, { name, subject, owner, state, due_at, started_at }) => [
    inLanguage(name, context.language),
    subject.number,
    subject.title,
    owner.user?.name ?? null,
    owner.team ? inLanguage(owner.team.name, context.language) : null,
    wallClock(context, due_at),
    say(context.language, `export.duty_state_name.${state}`),
    wallClock(context, started_at),
  ],
};

/** What the viewer owes as a file. */
export function exportDuties(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof DutiesExportQuery>,
): Promise<FileAnswer> {
  return exportList(db, context, duties, { format, name }, query);
}
