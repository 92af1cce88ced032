import type { Calendar, CalendarData } from '@shouwen/calendar';
import type { Configuration } from '../configuration/configuration.ts';
import type { Tx } from '../tables.ts';
import { zoneOfOrganisation } from './choose-calendar.ts';
import { calendarFrom, contentOf, versionOf } from './content.ts';

// By digest, which says everything there is to know of a content.
const built = new Map<string, Calendar>();

/**
 * Keeps what the calendars in force say, so that what is counted on them can be counted again when they have changed.
 * Belongs into the transaction of each change of the configuration.
 */
export async function keepVersions(tx: Tx, org: number, configuration: Configuration): Promise<void> {
  const contents = configuration
    .list('calendars')
    .map(({ value }) => contentOf(value, zoneOfOrganisation(configuration)));
  if (contents.length === 0) return;
  await tx
    .insertInto('calendar_version')
    .values(
      contents.map((content) => ({
        org_id: org,
        version: versionOf(content),
        content: JSON.stringify(content),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The calendars of these versions. One that is not kept is missing in the answer. */
export async function calendarsOf(
  tx: Tx,
  org: number,
  versions: readonly string[],
): Promise<ReadonlyMap<string, Calendar>> {
  const missing = [...new Set(versions)].filter((version) => !built.has(version));
  if (missing.length > 0) {
    const rows = await tx
      .selectFrom('calendar_version')
      .select(['version', 'content'])
      .where('org_id', '=', org)
      .where('version', 'in', missing)
      .execute();
    for (const { version, content } of rows)
      built.set(version, calendarFrom(content as unknown as CalendarData));
  }
  return built;
}
