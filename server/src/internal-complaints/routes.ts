import type { Context } from '../context.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';
import { answerComplaint } from './answer-complaint.ts';
import { complaintsOf, presentComplaint } from './complaints.query.ts';
import { recordComplaint } from './record-complaint.ts';

async function one(tx: Tx, context: Context, id: string) {
  const row = await complaintsOf(tx, context).where('c.id', '=', id).executeTakeFirstOrThrow();
  return presentComplaint(context, row);
}

export const internalComplaintRoutes: Implementation[] = [
  implement('listInternalComplaints', async (tx, context) => {
    const rows = await complaintsOf(tx, context).limit(200).execute();
    return { items: rows.map((row) => presentComplaint(context, row)) };
  }),
  implement('recordInternalComplaint', async (tx, context, { params, body }) =>
    one(tx, context, await recordComplaint(tx, context, params.number, body)),
  ),
  implement('answerInternalComplaint', async (tx, context, { params, body }) => {
    await answerComplaint(tx, context, params.id, body.answer);
    return one(tx, context, params.id);
  }),
];
