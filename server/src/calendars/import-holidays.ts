import { putEntry } from '../configuration/change-entry.ts';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { knownHolidays, type Wanted } from './holidays/known-holidays.ts';

/**
 * Adds the holidays of a place to a calendar. Days that stand in it already stay as they are, so what was put in by hand is not
 * lost and importing twice does no harm. Gives how many days were added, and how many were there.
 */
export async function importHolidays(
  tx: Tx,
  context: Context,
  key: string,
  wanted: Wanted,
): Promise<{ added: number; kept: number }> {
  requireEverywhere(context, 'config.manage');
  const value = context.configuration.get('calendars', key);
  if (!value) throw notFound('calendar');
  const there = new Set(value.days.map(({ day }) => day));
  const found = await knownHolidays(wanted);
  const added = found.filter(({ day }) => !there.has(day));
  if (added.length > 0) {
    const days = [...value.days, ...added].sort((a, b) => (a.day < b.day ? -1 : 1));
    await putEntry(tx, context, 'calendars', key, { ...value, days });
  }
  return { added: added.length, kept: found.length - added.length };
}
