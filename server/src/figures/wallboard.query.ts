import type { TicketSummary } from '@shouwen/api';
import { allOf, type Condition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { countTickets } from '../counters/count-tickets.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Tx } from '../tables.ts';
import { listSoonest } from '../tickets/list-soonest.ts';
import { dayAt } from './period.ts';
import { readFigures } from './read-figures.query.ts';

const shown = 12;
const unfinished: Condition = {
  field: 'status_category',
  in: ['new', 'open', 'waiting_for_customer', 'on_hold'],
};

/** Today at a glance, of the tickets that the viewer may see: what happened, what is open now, what is due next. */
export async function wallboard(
  tx: Tx,
  context: Context,
  team: string | undefined,
): Promise<{
  at: string;
  received: number;
  answered: number;
  solved: number;
  backlog: number;
  unowned: number;
  overdue: number;
  kept_rate: number | null;
  soonest: TicketSummary[];
}> {
  const today = dayAt(context.now, viewerOf(context).timeZone);
  const { items } = await readFigures(tx, context, { from: today, to: today, ...(team ? { team } : {}) }, [
    'received',
    'answered',
    'solved',
    'kept_rate',
  ]);
  const value = (metric: string) => items.find((item) => item.metric === metric)?.value ?? null;
  const open = team ? allOf(unfinished, { field: 'team', is: team }) : unfinished;
  const [backlog, unowned, overdue] = await countTickets(tx, context, [
    open,
    allOf(open, { field: 'assignee', set: false }),
    allOf(open, { field: 'overdue', is: true }),
  ]);
  return {
    at: context.now.toISOString(),
    received: value('received') ?? 0,
    answered: value('answered') ?? 0,
    solved: value('solved') ?? 0,
    backlog: backlog?.count ?? 0,
    unowned: unowned?.count ?? 0,
    overdue: overdue?.count ?? 0,
    kept_rate: value('kept_rate'),
    soonest: await listSoonest(tx, context, open, shown),
  };
}
