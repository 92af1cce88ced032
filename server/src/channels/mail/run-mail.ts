import { type Loop, startLoop } from '../../platform/loop.ts';
import { processMail } from './process-mail.ts';
import type { Intake } from './receive-mail.ts';
import { lease, mostBeginnings } from './retries.ts';

const batchSize = 20;
const idleLook = 1_000; // ms

/**
 * Takes up pending mail whose time has come: what failed, and what a killed process had in hand. That it begins is
 * committed first, so that a mail which ends the process is put aside before long. Gives how many it took up.
 */
export async function processDue(intake: Intake): Promise<number> {
  const { app } = intake;
  const now = app.clock.now();
  const rows = await app.db
    .updateTable('mail_in')
    .set((on) => ({ begun: on('begun', '+', 1), next_at: new Date(now.getTime() + lease) }))
    .where('org_id', '=', app.org)
    .where('id', 'in', (on) =>
      on
        .selectFrom('mail_in') // index mail_in_pending
        .select('id')
        .where('org_id', '=', app.org)
        .where('state', '=', 'pending')
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .limit(batchSize)
        .forUpdate()
        .skipLocked(),
    )
    .where('state', '=', 'pending')
    .returning(['id', 'begun'])
    .execute();
  for (const { id, begun } of rows)
    if (begun > mostBeginnings) await putAside(intake, id, begun - 1);
    else await processMail(intake, id);
  return rows.length;
}

async function putAside({ app }: Intake, id: string, times: number): Promise<void> {
  await app.db
    .updateTable('mail_in')
    .set({
      state: 'quarantined',
      verdict: 'quarantined',
      reason: JSON.stringify({ key: 'never_ended', times }),
      next_at: null,
      processed_at: app.clock.now(),
    })
    .where('org_id', '=', app.org)
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
}

/** Goes on doing so until it is stopped. */
export function startProcessing(intake: Intake): Loop {
  return startLoop({
    name: 'process mail',
    log: intake.app.log,
    step: async () => ((await processDue(intake)) === batchSize ? 0 : idleLook),
  });
}
