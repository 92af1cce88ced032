import type { Context } from '../../context.ts';
import { viewerOf } from '../../people/viewer.ts';
import { ruleRefused } from '../../platform/errors.ts';
import type { Tx } from '../../tables.ts';
import type { TicketRow } from '../find-ticket.ts';

const day = 86_400_000; // ms

/**
 * Whether a reply of the one who acts has to be released by a colleague before it leaves: on tickets of the chosen
 * types always, and from newcomers for their first days. A setting until a policy pack says it with a gate.
 */
export async function needsRelease(tx: Tx, context: Context, ticket: TicketRow): Promise<boolean> {
  const types = context.configuration.setting<string[]>('release_types', []);
  return types.includes(ticket.type_key) || (await isNewcomer(tx, context));
}

/** Whether the one who acts has been here for fewer days than newcomers are looked after. */
export async function isNewcomer(tx: Tx, context: Context): Promise<boolean> {
  const days = context.configuration.setting('release_newcomer_days', 0);
  if (days <= 0 || context.actor.kind !== 'user') return false;
  const { created_at } = await tx
    .selectFrom('user_account')
    .select('created_at')
    .where('org_id', '=', context.org)
    .where('id', '=', viewerOf(context).userId)
    .executeTakeFirstOrThrow();
  return context.now.getTime() - created_at.getTime() < days * day;
}

/** Refuses a reply that would leave without the release that it needs. */
export async function refuseUnreleased(tx: Tx, context: Context, ticket: TicketRow): Promise<void> {
  if (await needsRelease(tx, context, ticket)) throw ruleRefused('release_needed', 'release');
}
