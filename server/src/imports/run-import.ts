import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportResult } from '@shouwen/api';
import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { say } from '../platform/texts.ts';
import { checkMapping, guessMapping, type ImportField, type Mapping } from './guess-mapping.ts';
import type { Table } from './table.ts';

/** Notes an error of the row that is being read: the product field (null: the row as a whole) and the key of its sentence. */
export type Report = (field: string | null, code: string, params?: Record<string, string | number>) => void;

/** One row as the kind of import reads it. */
export interface ReadRow<Input> {
  /** as the spreadsheet program numbers it */
  row: number;
  input: Input;
}
export interface RowError {
  row: number;
  /** product field; null when it is about the row as a whole */
  field: string | null;
  /** selects the sentence `problem.<code>` */
  code: string;
  params?: Record<string, string | number>;
}
/** What will become of a row. A row that fails changes nothing. */
export type RowOutcome =
  | { row: number; outcome: 'created' | 'updated' | 'unchanged' }
  | (RowError & { outcome: 'failed' });

/** What an import of good rows would do, worked out without writing; `carryOut` then does just that. */
export interface ImportPlan {
  /** one for each row that was read */
  outcomes: readonly RowOutcome[];
  carryOut(): Promise<void>;
}

/** A kind of record that can be imported: its fields, how a row is read, and what a set of rows would do. */
export interface ImportKind<Input> {
  /** in the order in which headings are looked for */
  fields: readonly ImportField[];
  /** of these fields at least one must have a column */
  needs: readonly string[];
  /**
   * Reads one row; `value` gives the trimmed cell of a field, '' when it is empty or has no column. Whatever is wrong is
   * reported, and the row is then skipped. Works in memory only.
   */
  read(value: (field: string) => string, report: Report): Input;
  /**
   * Recognises doubles, among the rows and against the database, and locks what would change. Works with sets, not row by
   * row: there may be 20,000. Must write nothing: a dry run ends after it.
   */
  plan(rows: readonly ReadRow<Input>[]): Promise<ImportPlan>;
}

const together = 250; // rows read between two turns of the event loop

/**
 * Imports a table: every good row; rows with errors are skipped and listed. A dry run takes
 * the same way up to the first write and gives the same counts. The caller authorises.
 * Throws `Refusal` when the mapping does not fit the table, or no column is found that says who it is about.
 */
export async function runImport<Input>(
  context: Context,
  kind: ImportKind<Input>,
  input: { table: Table; mapping?: Mapping | undefined; dry_run: boolean },
): Promise<ImportResult> {
  const { table } = input;
  const mapping = input.mapping ?? guessMapping(table.columns, kind.fields);
  checkMapping(mapping, table.columns, kind.fields);
  if (!kind.needs.some((field) => Object.hasOwn(mapping, field))) throw noColumn(kind, table);
  const { rows, errors } = await readRows(kind, table, mapping);
  const plan = await kind.plan(rows);
  if (!input.dry_run) await plan.carryOut();
  const count = (wanted: RowOutcome['outcome']) =>
    plan.outcomes.filter(({ outcome }) => outcome === wanted).length;
  const failed = plan.outcomes.filter((outcome) => outcome.outcome === 'failed');
  return {
    dry_run: input.dry_run,
    columns: table.columns,
    mapping,
    rows: table.rows.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    errors: [...errors, ...failed]
      .sort((a, b) => a.row - b.row)
      .map(({ row, field, code, params }) => ({
        row,
        column: (field !== null && mapping[field]) || null,
        message: say(context.language, `problem.${code}`, params),
      })),
  };
}

async function readRows<Input>(
  kind: ImportKind<Input>,
  table: Table,
  mapping: Mapping,
): Promise<{ rows: ReadRow<Input>[]; errors: RowError[] }> {
  const place = new Map(
    Object.entries(mapping).map(([field, column]) => [field, table.columns.indexOf(column)]),
  );
  const rows: ReadRow<Input>[] = [];
  const errors: RowError[] = [];
  for (const [index, { row, cells }] of table.rows.entries()) {
    if (index % together === 0) await nextTurn();
    const before = errors.length;
    const input = kind.read(
      (field) => cells[place.get(field) ?? -1] ?? '',
      (field, code, params) => errors.push({ row, field, code, ...(params ? { params } : {}) }),
    );
    if (errors.length === before) rows.push({ row, input });
  }
  return { rows, errors };
}

/** Names the columns there are, so that whoever asks can say which is which. */
function noColumn<Input>(kind: ImportKind<Input>, table: Table): Refusal {
  return new Refusal('invalid', 'invalid', {
    errors: [{ field: 'mapping', message: 'no_column_found', code: 'no_column_found' }],
    params: { fields: kind.needs.join(', '), columns: table.columns.join(', ').slice(0, 500) },
    current: { columns: table.columns },
  });
}
