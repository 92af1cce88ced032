import type { Priority } from '@shouwen/api';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import { countDue } from '../calendars/count-due.ts';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { targetFor } from './ticket-terms.ts';

export interface TicketPreview {
  opened_at: string;
  type: string;
  priority: Priority;
  team_id: string;
}

/** When what is owed on a ticket that is opened then would be due, and why. Throws `Refusal` for an unknown type or team. */
export async function previewTicket(tx: Tx, context: Context, input: TicketPreview) {
  const { configuration } = context;
  if (!configuration.get('types', input.type)) throw invalid('type', 'unknown_key', { key: input.type });
  const team = await tx
    .selectFrom('team')
    .select(['id', 'unit_id'])
    .where('org_id', '=', context.org)
    .where('id', '=', input.team_id)
    .executeTakeFirst();
  if (!team) throw invalid('team_id', 'team_unknown');
  const subject = { type_key: input.type, priority: input.priority };
  return configuration.list('obligations').map(({ key, value: spec }) => {
    const whose = { named: spec.calendar, team_id: team.id, unit_id: team.unit_id };
    const counted = chooseCalendar(configuration, whose);
    const value = configuration.get('calendars', counted.key) ?? null;
    const opened = new Date(input.opened_at);
    const due = countDue(counted.key, counted.calendar, value, opened, targetFor(spec, subject), 'priority');
    return { ...due, kind: key, name: spec.name };
  });
}
