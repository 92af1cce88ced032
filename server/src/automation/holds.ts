import type { RuleValue } from '@shouwen/api';
import { isOpen } from '@shouwen/calendar';
import { type Condition, ConditionError, predicate } from '@shouwen/conditions';
import { calendarsInForce } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { type TicketRecord, ticketFields } from '../tickets/fields.ts';

/** Whether the rule's calendars allow it at that moment. A calendar that is gone allows nothing. */
export function isItsTime(
  { configuration }: Pick<Context, 'configuration'>,
  value: Pick<RuleValue, 'within_calendar' | 'outside_calendar'>,
  at: Date,
): boolean {
  const open = (key: string) => {
    const found = calendarsInForce(configuration).get(key);
    return found ? isOpen(found.calendar, at) : null;
  };
  if (value.within_calendar !== undefined && open(value.within_calendar) !== true) return false;
  return value.outside_calendar === undefined || open(value.outside_calendar) === false;
}

/** The rule's condition, ready to be asked of many tickets. One that asks for what is gone holds for nothing. */
export function conditionOf(
  { configuration, now }: Pick<Context, 'configuration' | 'now'>,
  value: Pick<RuleValue, 'when'>,
): (ticket: TicketRecord) => boolean {
  try {
    return predicate(value.when as Condition, ticketFields(configuration), { now });
  } catch (error) {
    if (error instanceof ConditionError) return () => false;
    throw error;
  }
}
