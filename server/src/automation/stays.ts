import { dueTime } from '@shouwen/calendar';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { rulesInForce, type StayRule, waitsForStay } from './rules.ts';
import { type StayFacts, stayFacts } from './stays.query.ts';

/** A stay of a ticket that a rule waits for: since when, and when the rule is due. */
export interface Stay {
  since: Date;
  at: Date;
}

/** The stay of that kind that a ticket is in; null when it is in none, or when it never becomes due. */
export function stayOf(configuration: Configuration, rule: StayRule, facts: StayFacts): Stay | null {
  const since = sinceOf(rule, facts);
  if (since === null || facts.merged_into_id !== null) return null;
  const { minutes, counts } = rule.value.on;
  const target = counts === 'business' ? { business_minutes: minutes } : { elapsed_minutes: minutes };
  const { calendar } = chooseCalendar(configuration, facts);
  const { due } = dueTime(calendar, since, target, []);
  return due && { since, at: due };
}

function sinceOf({ value: { on } }: StayRule, facts: StayFacts): Date | null {
  const over = facts.status_category === 'resolved' || facts.status_category === 'closed';
  switch (on.after) {
    case 'no_answer':
      return over ? null : facts.waiting_since;
    case 'customer_silent':
      return over ? null : facts.silent_since;
    case 'in_status':
      return on.status === undefined || on.status === facts.status_key ? facts.status_since : null;
  }
}

/** A stay as the occasion of a firing: one firing for each beginning. */
export const occasionOf = (ticketId: string, { since }: Stay): string =>
  `stay:${ticketId}:${since.toISOString()}`;

/** Writes down what stays a locked ticket is in now; one that its rule has fired on already is left out. */
export async function followStays(tx: Tx, context: Context, ticketId: string): Promise<void> {
  const rules = rulesInForce(context.configuration).filter(waitsForStay);
  if (rules.length === 0) return;
  const [facts] = await stayFacts(tx, context.org, [ticketId]);
  if (facts) for (const rule of rules) await writeStay(tx, context, rule, facts);
}

/** The same for one rule. */
export async function writeStay(tx: Tx, context: Context, rule: StayRule, facts: StayFacts): Promise<void> {
  const stay = stayOf(context.configuration, rule, facts);
  const key = { org_id: context.org, rule_key: rule.key, ticket_id: facts.id };
  if (!stay || (await hasFired(tx, context, rule, facts.id, stay)))
    return dropStay(tx, context, rule.key, facts.id);
  await tx
    .insertInto('automation_stay')
    .values({ ...key, ...stay })
    .onConflict((clash) => clash.columns(['org_id', 'rule_key', 'ticket_id']).doUpdateSet(stay))
    .execute();
}

export async function dropStay(tx: Tx, context: Context, ruleKey: string, ticketId: string): Promise<void> {
  await tx
    .deleteFrom('automation_stay')
    .where('org_id', '=', context.org)
    .where('rule_key', '=', ruleKey)
    .where('ticket_id', '=', ticketId)
    .execute();
}

/** Whether the rule, in whatever version, has fired on this stay. */
async function hasFired(
  tx: Tx,
  context: Context,
  rule: StayRule,
  ticketId: string,
  stay: Stay,
): Promise<boolean> {
  const row = await tx
    .selectFrom('automation_firing') // index automation_firing_on_ticket
    .select('id')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .where('rule_key', '=', rule.key)
    .where('occasion', '=', occasionOf(ticketId, stay))
    .executeTakeFirst();
  return row !== undefined;
}
