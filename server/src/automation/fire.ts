import type { RuleAction } from '@shouwen/api';
import { type Cause, type Context, systemActor } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { attempt } from '../platform/savepoint.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { thoseWhoSee } from '../tickets/those-who-see.ts';
import { carryOut } from './carry-out.ts';
import { administrators } from './members.query.ts';
import type { Rule } from './rules.ts';

/** How often a rule may fire on one ticket within an hour. */
export const mostInAnHour = 10;
const hour = 3_600_000; // ms

/** What a rule fires on: an event by its id, or a stay by its beginning; and how deep in its chain it stands. */
export interface Trigger {
  occasion: string;
  depth: number;
}

/**
 * Fires a rule on a locked ticket: its firing, what it does, and one event that tells of it, together. Once for each
 * occasion. What fails is taken back and told on the ticket in plain words; a rule that has fired too often within the
 * hour is stopped for this ticket, until it is changed, and the administrators hear of it. Gives the ticket, and whether
 * anything came of it.
 */
export async function fire(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  rule: Rule,
  trigger: Trigger,
): Promise<{ ticket: TicketRow; fired: boolean }> {
  const still = { ticket, fired: false };
  const before = await firingsBefore(tx, context, ticket, rule);
  if (before.stopped) return still;
  const stop = before.lately >= mostInAnHour;
  const id = newId(context.now);
  const firing = { id, trigger, outcome: stop ? ('stopped' as const) : ('done' as const) };
  if (!(await noteFiring(tx, context, ticket, rule, firing))) return still;
  const cause: Cause = { because: 'automation', rule: rule.key, firing: id, depth: trigger.depth };
  const acting: Context = { ...context, actor: systemActor, viewer: null, cause };
  const eventId = newId(context.now);
  if (stop) {
    await tell(tx, acting, ticket, rule, { eventId, kind: 'automation.stopped', did: [], problem: null });
    const users = await thoseWhoSee(tx, context, ticket, await administrators(tx, context));
    await notify(tx, acting, { users, kind: 'automation.stopped', ticketId: ticket.id, eventId });
    return { ticket, fired: true };
  }
  const { do: actions } = rule.value;
  const after = await attempt(tx, async () => {
    let current = ticket;
    for (const action of actions) current = await carryOut(tx, acting, current, action, eventId);
    return current;
  });
  const problem = after instanceof Refusal ? problemOf(after) : null;
  const did = problem ? [] : actions.map((action) => action.do);
  if (problem) await noteProblem(tx, context, id, problem);
  else await noteDone(tx, context, id, did);
  const kind = problem ? 'automation.failed' : 'automation.fired';
  await tell(tx, acting, ticket, rule, { eventId, kind, did, problem, actions: problem ? [] : actions });
  return { ticket: after instanceof Refusal ? ticket : after, fired: true };
}

interface Problem {
  code: string;
  params: Record<string, string | number>;
}

/** Why an action was refused: what is wrong with a field says more than that something is. */
function problemOf({ code, details }: Refusal): Problem {
  return { code: details.errors?.[0]?.code ?? code, params: details.params ?? {} };
}

async function firingsBefore(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  rule: Rule,
): Promise<{ lately: number; stopped: boolean }> {
  const rows = await tx
    .selectFrom('automation_firing') // index automation_firing_on_ticket
    .select(['at', 'outcome', 'rule_version'])
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticket.id)
    .where('rule_key', '=', rule.key)
    .orderBy('at', 'desc')
    .limit(mostInAnHour)
    .execute();
  const since = new Date(context.now.getTime() - hour);
  return {
    lately: rows.filter(({ at }) => at > since).length,
    stopped: rows.some((row) => row.outcome === 'stopped' && row.rule_version === rule.version),
  };
}

/** Writes the firing down. False when there is one for this occasion already. */
async function noteFiring(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  rule: Rule,
  { id, trigger, outcome }: { id: string; trigger: Trigger; outcome: 'done' | 'stopped' },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('automation_firing')
    .values({
      org_id: context.org,
      id,
      rule_key: rule.key,
      rule_version: rule.version,
      occasion: trigger.occasion,
      ticket_id: ticket.id,
      at: context.now,
      depth: trigger.depth,
      outcome,
      did: [],
      problem: null,
      params: null,
    })
    .onConflict((clash) => clash.columns(['org_id', 'rule_key', 'rule_version', 'occasion']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

async function noteDone(tx: Tx, context: Context, id: string, did: string[]): Promise<void> {
  await tx
    .updateTable('automation_firing')
    .set({ did })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
}

async function noteProblem(tx: Tx, context: Context, id: string, { code, params }: Problem): Promise<void> {
  await tx
    .updateTable('automation_firing')
    .set({ outcome: 'failed', problem: code, params: JSON.stringify(params) })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
}

async function tell(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  rule: Rule,
  told: {
    eventId: string;
    kind: string;
    did: readonly string[];
    problem: Problem | null;
    actions?: readonly RuleAction[];
  },
): Promise<void> {
  const webhooks = (told.actions ?? []).flatMap((action) =>
    action.do === 'call_webhook' ? [action.webhook] : [],
  );
  await appendEvent(tx, context, {
    id: told.eventId,
    kind: told.kind,
    subject: { kind: 'ticket', id: ticket.id },
    ticketId: ticket.id,
    data: {
      version: rule.version,
      did: told.did,
      ...(told.problem ? { problem: told.problem.code } : {}),
      ...(webhooks.length > 0 ? { webhooks } : {}),
    },
    payload: { name: rule.value.name, ...(told.problem ? { params: told.problem.params } : {}) },
  });
}
