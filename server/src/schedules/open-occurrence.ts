import { randomBytes } from 'node:crypto';
import type { SectionValue } from '@shouwen/api';
import { periodBefore } from '@shouwen/calendar';
import { type CalendarInForce, chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { openObligation } from '../obligations/open-obligation.ts';
import { termsFor } from '../obligations/ticket-terms.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { drawShare } from './draw-share.ts';
import { type Holders, ownersBy } from './owners.query.ts';
import { populationOf } from './population.query.ts';

/** A schedule with the unit of its team. */
export interface PlacedSchedule {
  key: string;
  value: SectionValue<'schedules'>;
  unitId: string;
}

/** What its days are days of, and what it opens is counted on: the calendar that its kind names, else that of its team or unit. */
export function calendarOf({ configuration }: Context, { value, unitId }: PlacedSchedule): CalendarInForce {
  const named = configuration.get('obligations', value.kind)?.calendar;
  return chooseCalendar(configuration, { named, team_id: value.team_id, unit_id: unitId });
}

/**
 * Opens what a schedule has owed at a moment at which it came round: once for each owner, or once for each ticket of a sample. What
 * is counted begins at that moment, however late this is done. The seed of whatever is left to chance stands in the event.
 */
export async function openOccurrence(
  tx: Tx,
  context: Context,
  schedule: PlacedSchedule,
  moment: Date,
): Promise<void> {
  const { key, value, unitId } = schedule;
  const spec = context.configuration.get('obligations', value.kind);
  if (!spec) return;
  const counted = calendarOf(context, schedule);
  const seed = randomBytes(16).toString('hex');
  const eventId = newId(context.now);
  const sample = value.draw ? await draw(tx, context, schedule, { counted, moment, seed, eventId }) : null;
  await appendEvent(tx, context, {
    id: eventId,
    kind: 'schedule.came_round',
    subject: { kind: 'schedule', id: eventId },
    data: {
      schedule: key,
      obligation_kind: value.kind,
      occurrence: moment.toISOString(),
      seed,
      ...(sample ? { population: sample.population, drawn: sample.tickets.map(({ id }) => id) } : {}),
    },
  });
  const ticketLess = [{ id: null, unit_id: unitId, holders: null }];
  const tickets = sample?.tickets.map((ticket) => ({
    id: ticket.id,
    unit_id: ticket.unit_id,
    holders: ticket as Holders,
  }));
  const what = { type_key: '', priority: 'normal' as const };
  const terms = termsFor(spec, what, counted.calendar, moment);
  for (const one of tickets ?? ticketLess)
    for (const owner of await ownersBy(tx, context, value, { unitId, seed, drawn: one.holders }))
      await openObligation(tx, context, {
        kind: value.kind,
        subject: one.id === null ? { kind: 'schedule', id: eventId } : { kind: 'ticket', id: one.id },
        ticketId: one.id,
        unitId: one.unit_id,
        owner,
        terms,
        eventId,
        startedAt: moment,
        calendar: counted.key,
        clause: spec.clause,
      });
}

/** Draws the sample and notes it. The tickets are locked, in order of id. */
async function draw(
  tx: Tx,
  context: Context,
  { key, value }: PlacedSchedule,
  {
    counted,
    moment,
    seed,
    eventId,
  }: { counted: CalendarInForce; moment: Date; seed: string; eventId: string },
) {
  const rule = value.draw;
  if (!rule) return null;
  const period = periodBefore(counted.calendar, rule.period, moment);
  const population = await populationOf(tx, context, { team: value.team_id, draw: rule, ...period });
  const before = await tx
    .selectFrom('schedule_drawn')
    .select('ticket_id')
    .where('org_id', '=', context.org)
    .where('schedule_key', '=', key)
    .execute();
  const drawn = new Set(before.map((row) => row.ticket_id));
  const chosen = drawShare(population, { percent: rule.percent, seed, drawn });
  if (chosen.length === 0) return { population: population.length, tickets: [] };
  const tickets = await tx
    .selectFrom('ticket')
    .select(['id', 'unit_id', 'first_contact_owner_id', 'assignee_id'])
    .where('org_id', '=', context.org)
    .where('id', 'in', chosen)
    .orderBy('id')
    .forUpdate()
    .execute();
  await tx
    .insertInto('schedule_drawn')
    .values(
      chosen.map((ticket_id) => ({ org_id: context.org, schedule_key: key, ticket_id, event_id: eventId })),
    )
    .execute();
  return { population: population.length, tickets };
}
