import { nextOccurrence } from '@shouwen/calendar';
import type { App, Context } from '../context.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import type { Tx } from '../tables.ts';
import { calendarOf, openOccurrence, type PlacedSchedule as Placed } from './open-occurrence.ts';

const idleLook = 1_000; // ms

/**
 * Opens what came round by now, each time in a transaction of its own that also says how far the schedule has come: once, however
 * many processes do this and whatever is killed. After a gap every time that was missed is made up for, begun at its own moment. A
 * schedule begins with the first time after it was seen first; one that was switched off begins anew. Gives how many times.
 */
export async function runSchedules(app: App, systemContext: () => Promise<Context>): Promise<number> {
  let count = 0;
  for (;;) {
    const context = await systemContext();
    const due = await dueSchedule(context);
    if (!due) return count;
    const done = await app.db.transaction().execute((tx) => openNext(tx, context, due));
    if (!done) return count; // in other hands at this moment
    app.ledgerGrew();
    count += 1;
  }
}

/** Goes on doing so until it is stopped. */
export function startSchedules(app: App, systemContext: () => Promise<Context>): Loop {
  return startLoop({
    name: 'schedules',
    log: app.log,
    step: async () => {
      await runSchedules(app, systemContext);
      return idleLook;
    },
  });
}

/** The schedules that are in force, as far as their team is there. */
async function activeSchedules(tx: Tx, context: Context): Promise<Placed[]> {
  const schedules = context.configuration.list('schedules').filter(({ value }) => value.active);
  if (schedules.length === 0) return [];
  const teams = await tx
    .selectFrom('team')
    .select(['id', 'unit_id'])
    .where('org_id', '=', context.org)
    .where('deactivated_at', 'is', null)
    .where('id', 'in', [...new Set(schedules.map(({ value }) => value.team_id))])
    .execute();
  const unitOf = new Map(teams.map((team) => [team.id, team.unit_id]));
  return schedules.flatMap(({ key, value }) => {
    const unitId = unitOf.get(value.team_id);
    return unitId === undefined ? [] : [{ key, value, unitId }];
  });
}

/** The first schedule for which something has come round; those that are new begin now. */
async function dueSchedule(context: Context): Promise<Placed | null> {
  const { app, org, now } = context;
  const schedules = await activeSchedules(app.db, context);
  const rows = await app.db
    .selectFrom('schedule_progress')
    .select(['schedule_key', 'through'])
    .where('org_id', '=', org)
    .execute();
  const through = new Map(rows.map((row) => [row.schedule_key, row.through]));
  const known = new Set(schedules.map(({ key }) => key));
  const switchedOff = [...through.keys()].filter((key) => !known.has(key));
  if (switchedOff.length > 0)
    await app.db
      .deleteFrom('schedule_progress')
      .where('org_id', '=', org)
      .where('schedule_key', 'in', switchedOff)
      .execute();
  const fresh = schedules.filter(({ key }) => !through.has(key));
  if (fresh.length > 0)
    await app.db
      .insertInto('schedule_progress')
      .values(fresh.map(({ key }) => ({ org_id: org, schedule_key: key, through: now })))
      .onConflict((clash) => clash.columns(['org_id', 'schedule_key']).doNothing())
      .execute();
  const isDue = (schedule: Placed) => {
    const since = through.get(schedule.key);
    return since !== undefined && nextOf(context, schedule, since) !== null;
  };
  return schedules.find(isDue) ?? null;
}

async function openNext(tx: Tx, context: Context, schedule: Placed): Promise<boolean> {
  const progress = await tx
    .selectFrom('schedule_progress')
    .select('through')
    .where('org_id', '=', context.org)
    .where('schedule_key', '=', schedule.key)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  const moment = progress && nextOf(context, schedule, progress.through);
  if (!moment) return false;
  await openOccurrence(tx, context, schedule, moment);
  await tx
    .updateTable('schedule_progress')
    .set({ through: moment })
    .where('org_id', '=', context.org)
    .where('schedule_key', '=', schedule.key)
    .execute();
  return true;
}

/** The next time that it came round after a moment; null when that is still to come. */
function nextOf(context: Context, schedule: Placed, since: Date): Date | null {
  const next = nextOccurrence(calendarOf(context, schedule).calendar, schedule.value, since);
  return next !== null && next <= context.now ? next : null;
}
