import { dueTime } from '@shouwen/calendar';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { selectionOf } from '../policies/selection-of.ts';
import type { Tx } from '../tables.ts';
import type { TicketSet } from './apply-change.ts';
import type { TicketRow } from './find-ticket.ts';

/**
 * A person closes with the customer's confirmation, or when the time is over that the ticket's policy has one wait after
 * the solution; where the policy names none, at once. The refusal says from when on.
 */
export async function refuseEarlyClose(
  tx: Tx,
  context: Context,
  before: TicketRow,
  set: TicketSet,
): Promise<void> {
  if (set.status_category !== 'closed' || before.status_category === 'closed') return;
  if (context.actor.kind !== 'user' || before.customer_confirmed_at !== null) return;
  const { closeAfter, calendar: named } = await selectionOf(tx, context, { ...before, ...set });
  if (closeAfter === undefined) return;
  const target = typeof closeAfter === 'number' ? { elapsed_minutes: closeAfter } : closeAfter;
  const { calendar } = chooseCalendar(context.configuration, { ...before, named });
  const { due } =
    before.resolved_at === null ? { due: null } : dueTime(calendar, before.resolved_at, target, []);
  if (due !== null && due <= context.now) return;
  throw new Refusal('rule_refused', before.resolved_at === null ? 'close_before_solution' : 'close_waits', {
    rule: 'FCR-01',
    current: { may_close_at: due?.toISOString() ?? null },
  });
}
