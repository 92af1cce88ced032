import { nextOpening } from '@shouwen/calendar';
import { sql } from 'kysely';
import { calendarsInForce } from '../calendars/choose-calendar.ts';
import type { App, Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { lockTicketById } from '../tickets/find-ticket.ts';
import { recordsOf } from '../tickets/sight.ts';
import { fire } from './fire.ts';
import { conditionOf, isItsTime } from './holds.ts';
import { rulesInForce, type StayRule, waitsForStay } from './rules.ts';
import { stayFacts } from './stays.query.ts';
import { dropStay, occasionOf, type Stay, stayOf, writeStay } from './stays.ts';

interface Due {
  rule_key: string;
  ticket_id: string;
  since: Date;
}

/** Asks the rules whose stays are due, each in a transaction of its own. Gives how many. */
export async function runStays(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let count = 0;
  for (;;) {
    const context = await systemContext();
    const one = await app.db.transaction().execute((tx) => runNext(tx, context));
    if (!one) return count;
    app.ledgerGrew();
    count += 1;
  }
}

/** The ticket's row is locked before anything else: whoever writes its stays holds it (index automation_stay_due). */
async function runNext(tx: Tx, context: Context): Promise<boolean> {
  const { rows } = await sql<Due>`
    select s.rule_key, s.ticket_id, s.since from automation_stay s
      join ticket t on t.org_id = s.org_id and t.id = s.ticket_id
    where s.org_id = ${context.org} and s.at <= ${context.now}
    order by s.at limit 1 for update of t skip locked`.execute(tx);
  const [due] = rows;
  if (!due) return false;
  const rule = rulesInForce(context.configuration)
    .filter(waitsForStay)
    .find(({ key }) => key === due.rule_key);
  const [facts] = await stayFacts(tx, context.org, [due.ticket_id]);
  const stay = rule && facts ? stayOf(context.configuration, rule, facts) : null;
  if (!rule || !facts || !stay) await dropStay(tx, context, due.rule_key, due.ticket_id);
  else if (stay.at > context.now) await writeStay(tx, context, rule, facts);
  else await ask(tx, context, rule, due.ticket_id, stay);
  return true;
}

async function ask(tx: Tx, context: Context, rule: StayRule, ticketId: string, stay: Stay): Promise<void> {
  const opens = opensLater(context, rule);
  if (opens) {
    await tx
      .updateTable('automation_stay')
      .set({ since: stay.since, at: opens })
      .where('org_id', '=', context.org)
      .where('rule_key', '=', rule.key)
      .where('ticket_id', '=', ticketId)
      .execute();
    return;
  }
  // first, so that what the rule does may begin another stay
  await dropStay(tx, context, rule.key, ticketId);
  const ticket = await lockTicketById(tx, context, ticketId);
  const [record] = await recordsOf(tx, context.org, [ticketId]);
  if (!record || !isItsTime(context, rule.value, context.now)) return;
  if (!conditionOf(context, rule.value)(record)) return;
  await fire(tx, context, ticket, rule, { occasion: occasionOf(ticketId, stay), depth: 1 });
}

/** A rule that waits for its calendar to open is due when that opens. */
function opensLater({ configuration, now }: Context, { value }: StayRule): Date | null {
  if (value.within_calendar === undefined) return null;
  const calendar = calendarsInForce(configuration).get(value.within_calendar)?.calendar;
  const opens = calendar ? nextOpening(calendar, now) : null;
  return opens && opens > now ? opens : null;
}
