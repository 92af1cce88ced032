import type { LedgerReader } from '../events/reader.ts';
import { mayFire } from './occasions.ts';
import { rulesInForce, waitsForStay } from './rules.ts';

/** Reads the ledger and writes down the events on tickets that some rule may have to do with, for `runAutomation` to ask. */
export const queueWork: LedgerReader = {
  name: 'automation',
  async handle(tx, context, events) {
    const rules = rulesInForce(context.configuration);
    if (rules.length === 0) return;
    const stays = rules.some(waitsForStay);
    const rows = events.flatMap((event) => {
      if (event.ticket_id === null || event.kind.startsWith('automation.')) return [];
      if (!stays && !rules.some((rule) => mayFire(rule, event))) return [];
      const { id, position, ticket_id } = event;
      return [{ org_id: context.org, position, event_id: id, ticket_id }];
    });
    if (rows.length === 0) return;
    await tx
      .insertInto('automation_work')
      .values(rows)
      .onConflict((clash) => clash.columns(['org_id', 'position']).doNothing())
      .execute();
  },
};
