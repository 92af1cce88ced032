import type { User, UsersExportQuery } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { exportList, type ListToExport } from '../exports/export-list.ts';
import { wallClock } from '../exports/wall-clock.ts';
import type { FileAnswer } from '../platform/http/implement.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import { inLanguage } from '../tickets/variables.ts';
import { listStaff } from './staff.query.ts';

type Query = Omit<z.output<typeof UsersExportQuery>, 'format' | 'name'>;
type Row = User & { team_names: string };

const staff: ListToExport<Row, Query> = {
  list: 'staff',
  columns: ['name', 'email', 'person_state', 'roles', 'teams', 'reports_to', 'language', 'last_seen_at'],
  async page(tx, context, query) {
    const { items, next_cursor } = await listStaff(tx, context, query);
    const names = await teamNames(tx, context);
    const named = (user: User) => user.teams.flatMap((id) => names.get(id) ?? []).join(', ');
    return { items: items.map((user) => ({ ...user, team_names: named(user) })), next_cursor };
  },
  cells: (context, user) => [
    user.name,
    user.email,
    say(context.language, `export.person_state_name.${user.state}`),
    [...new Set(user.roles.map(({ role }) => roleName(context, role)))].join(', '),
    user.team_names,
    user.reports_to?.name ?? null,
    user.language,
    wallClock(context, user.last_seen_at),
  ],
};

/** The staff as a file; roles and last sight only where the viewer sees them. */
export function exportStaff(
  db: Tx,
  context: Context,
  { format, name, ...query }: z.output<typeof UsersExportQuery>,
): Promise<FileAnswer> {
  return exportList(db, context, staff, { format, name }, query);
}

function roleName({ configuration, language }: Context, key: string): string {
  return inLanguage(configuration.get('roles', key)?.name ?? key, language);
}

async function teamNames(tx: Tx, { org, language }: Context): Promise<Map<string, string>> {
  const teams = await tx.selectFrom('team').select(['id', 'name']).where('org_id', '=', org).execute();
  return new Map(teams.map(({ id, name }) => [id, inLanguage(name, language)]));
}
