import type { Calendar } from '@shouwen/calendar';
import type { Configuration } from '../configuration/configuration.ts';
import { calendarFrom, contentOf, versionOf } from './content.ts';

/** A calendar as it is in force: its key, what it says now, and under which digest that is kept. */
export interface CalendarInForce {
  key: string;
  version: string;
  calendar: Calendar;
}

/** Counts where nothing else was chosen. */
export const defaultCalendar = 'always_open';

/** Whose time is counted: what the obligation names, else its team's calendar, else that of the nearest unit upwards. */
export interface WhoseTime {
  named?: string | undefined;
  team_id: string | null;
  unit_id: string;
}

interface Chosen {
  calendars: Map<string, CalendarInForce>;
  teams: Map<string, string>;
  units: Map<string, string>;
}
// A configuration never changes, so what follows from it is worked out once.
const chosenIn = new WeakMap<Configuration, Chosen>();

export function chooseCalendar(configuration: Configuration, whose: WhoseTime): CalendarInForce {
  const { calendars, teams, units } = chosen(configuration);
  const above = configuration.unitsAbove(whose.unit_id).find((unit) => units.has(unit));
  const keys = [
    whose.named,
    whose.team_id === null ? undefined : teams.get(whose.team_id),
    above === undefined ? undefined : units.get(above),
    defaultCalendar,
  ];
  for (const key of keys) {
    const found = key === undefined ? undefined : calendars.get(key);
    if (found) return found;
  }
  throw new Error(`the calendar ${defaultCalendar} is not in the configuration`);
}

/** The calendars in force, by key. */
export function calendarsInForce(configuration: Configuration): ReadonlyMap<string, CalendarInForce> {
  return chosen(configuration).calendars;
}

/** The time zone of calendars that name none. */
export function zoneOfOrganisation(configuration: Configuration): string {
  return configuration.setting('time_zone', 'UTC');
}

function chosen(configuration: Configuration): Chosen {
  const before = chosenIn.get(configuration);
  if (before) return before;
  const result: Chosen = { calendars: new Map(), teams: new Map(), units: new Map() };
  for (const { key, value } of configuration.list('calendars')) {
    const content = contentOf(value, zoneOfOrganisation(configuration));
    result.calendars.set(key, { key, version: versionOf(content), calendar: calendarFrom(content) });
    for (const team of value.counts_for.teams) result.teams.set(team, key);
    for (const unit of value.counts_for.units) result.units.set(unit, key);
  }
  chosenIn.set(configuration, result);
  return result;
}
