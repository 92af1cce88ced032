import type { App, Context } from '../../context.ts';
import { hasGone } from '../../platform/hold-alive.ts';
import { tellOfMail } from './tell-of-mail.ts';

/**
 * Finds mail that a process had in hand when it ended (index outbox_attempting). Whether it left is not known: it is
 * marked so and never sent again by itself. Gives how many there were.
 */
export async function findCutOff(
  app: App,
  systemContext: () => Promise<Context>,
  own: number,
): Promise<number> {
  const holders = await app.db
    .selectFrom('outbox')
    .select('attempted_by')
    .distinct()
    .where('org_id', '=', app.org)
    .where('state', '=', 'attempting')
    .where('attempted_by', '!=', own)
    .execute();
  let found = 0;
  for (const { attempted_by: holder } of holders) {
    if (holder === null) continue;
    const context = await systemContext();
    found += await app.db.transaction().execute(async (tx) => {
      const { gone } = await tx.selectNoFrom(hasGone(holder).as('gone')).executeTakeFirstOrThrow();
      if (!gone) return 0;
      const rows = await tx
        .updateTable('outbox')
        .set({ state: 'unknown', attempted_by: null })
        .where('org_id', '=', app.org)
        .where('state', '=', 'attempting')
        .where('attempted_by', '=', holder)
        .returningAll()
        .execute();
      for (const row of rows) await tellOfMail(tx, context, row);
      return rows.length;
    });
  }
  if (found > 0) app.ledgerGrew();
  return found;
}
