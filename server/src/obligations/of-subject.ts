import type { Explanation, Obligation } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { explainRow } from './explain-obligation.query.ts';
import { ownerNames } from './owner-names.query.ts';
import { presentObligation } from './present-obligation.ts';
import { type ObligationRow, reviveAll } from './store.ts';

/** What is or was owed on a record that is no ticket, in the order in which it was opened (index obligation_by_subject). */
export async function obligationsOfSubject(
  tx: Tx,
  context: Context,
  subjectId: string,
): Promise<ObligationRow[]> {
  return tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('ticket_id', 'is', null)
    .where('subject_id', '=', subjectId)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
}

/** The same as the API shows it, to a viewer who is known to see the record. */
export async function obligationsShown(tx: Tx, context: Context, subjectId: string): Promise<Obligation[]> {
  const rows = await obligationsOfSubject(tx, context, subjectId);
  const names = await ownerNames(tx, context, rows);
  const loaded = await reviveAll(tx, context.org, rows);
  return loaded.map((one) => presentObligation(context, one, names));
}

/** Why one of them is due when it is. Throws not-found for one that is owed elsewhere. */
export async function explainOfSubject(
  tx: Tx,
  context: Context,
  subjectId: string,
  id: string,
): Promise<z.input<typeof Explanation>> {
  const row = (await obligationsOfSubject(tx, context, subjectId)).find((one) => one.id === id);
  if (!row) throw notFound('obligation');
  return explainRow(tx, context, row);
}
