import { notFound } from '../platform/errors.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { explainDuty, explainObligation } from './explain-obligation.query.ts';
import { exportDuties } from './export-duties.ts';
import { giveProof } from './give-proof.ts';
import { myDuties } from './my-duties.query.ts';
import { ownerNames } from './owner-names.query.ts';
import { presentObligation } from './present-obligation.ts';
import { reviveAll } from './store.ts';
import { waiveObligation } from './waive-obligation.ts';

export const obligationRoutes: Implementation[] = [
  implement('explainObligation', (tx, context, { params }) =>
    explainObligation(tx, context, params.number, params.id),
  ),
  implement('waiveObligation', async (tx, context, { params, body }) => {
    const waived = await waiveObligation(tx, context, params.number, params.id, body.reason);
    return presentObligation(context, waived, await ownerNames(tx, context, [waived.row]));
  }),
  implement('explainDuty', (tx, context, { params }) => explainDuty(tx, context, params.id)),
  implement('giveProof', async (tx, context, { params, body }) => {
    const [proved] = await reviveAll(tx, context.org, [await giveProof(tx, context, params.id, body)]);
    if (!proved) throw notFound('obligation');
    return presentObligation(context, proved, await ownerNames(tx, context, [proved.row]));
  }),
  implement('myDuties', (tx, context, { query }) => myDuties(tx, context, query)),
  implement('exportDuties', (db, context, { query }) => exportDuties(db, context, query), {
    transaction: 'none',
  }),
];
