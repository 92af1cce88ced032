import type { UnitBody } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { raiseRevision } from '../configuration/apply-core-pack.ts';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { canonicalJson } from '../events/canonical-json.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { requireStaff } from './find-people.ts';
import { lockPeople } from './lock-people.ts';
import { requireManager, requireMayGrant } from './policy.ts';
import { requireUnit } from './set-placement.ts';
import type { UnitTable } from './tables.ts';
import { workInUnit } from './work-left.query.ts';

type UnitRow = Selectable<UnitTable>;
export type UnitChanges = Partial<z.output<typeof UnitBody>> & { active?: boolean | undefined };

/** Adds a unit below another. The organisation itself is the only one with none above it. Gives the id. */
export async function createUnit(
  tx: Tx,
  context: Context,
  input: z.output<typeof UnitBody>,
): Promise<string> {
  if (input.parent_id === null) throw invalid('parent_id', 'one_root');
  requireManager(context, input.parent_id);
  await lockPeople(tx, context);
  await requireUnit(tx, context, input.parent_id, 'parent_id');
  if (input.head_id) await requireStaff(tx, context, input.head_id, 'head_id');
  const id = newId(context.now);
  await tx
    .insertInto('unit')
    .values({
      org_id: context.org,
      id,
      name: JSON.stringify(input.name),
      parent_id: input.parent_id,
      head_id: input.head_id ?? null,
      created_at: context.now,
      deactivated_at: null,
    })
    .execute();
  await appendEvent(tx, context, {
    kind: 'unit.created',
    subject: { kind: 'unit', id },
    data: { parent: input.parent_id, head: input.head_id ?? null },
    payload: { name: input.name },
  });
  await raiseRevision(tx, context.org);
  return id;
}

/**
 * Changes a unit: name, head, its place in the tree, whether it is in use. Throws `Refusal` for a circle, and for
 * taking a unit out of use that holds open tickets, teams or units.
 */
export async function changeUnit(tx: Tx, context: Context, id: string, changes: UnitChanges): Promise<void> {
  requireManager(context);
  await lockPeople(tx, context);
  const row = await tx
    .selectFrom('unit')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('unit');
  requireManager(context, id);
  const set = {
    ...nameSet(row, changes),
    ...(await headSet(tx, context, row, changes)),
    ...(await placeSet(tx, context, row, changes)),
    ...(await useSet(tx, context, row, changes)),
  };
  if (Object.keys(set).length === 0) return;
  const { name, ...columns } = set;
  await tx
    .updateTable('unit')
    .set({ ...columns, ...(name === undefined ? {} : { name: JSON.stringify(name) }) })
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .execute();
  const told = Object.entries(columns).map(([key, to]) => [key, { from: row[key as keyof UnitRow], to }]);
  await appendEvent(tx, context, {
    kind: 'unit.changed',
    subject: { kind: 'unit', id },
    data: { changes: Object.fromEntries(told) },
    ...(name === undefined ? {} : { payload: { changes: { name: { from: row.name, to: name } } } }),
  });
  await raiseRevision(tx, context.org);
}

type UnitSet = Partial<Pick<UnitRow, 'name' | 'head_id' | 'parent_id' | 'deactivated_at'>>;

function nameSet(row: UnitRow, { name }: UnitChanges): UnitSet {
  return name === undefined || canonicalJson(name) === canonicalJson(row.name) ? {} : { name };
}

async function headSet(tx: Tx, context: Context, row: UnitRow, { head_id }: UnitChanges): Promise<UnitSet> {
  if (head_id === undefined || head_id === row.head_id) return {};
  if (head_id !== null) await requireStaff(tx, context, head_id, 'head_id');
  return { head_id };
}

/** Moving a unit lets every role that is held above its new place hold in it: each must be the viewer's to grant. */
async function placeSet(
  tx: Tx,
  context: Context,
  row: UnitRow,
  { parent_id }: UnitChanges,
): Promise<UnitSet> {
  if (parent_id === undefined || parent_id === row.parent_id) return {};
  if (parent_id === null || row.parent_id === null) throw invalid('parent_id', 'one_root');
  await requireUnit(tx, context, parent_id, 'parent_id');
  const above = await pathUp(tx, context, parent_id);
  if (above.includes(row.id)) throw invalid('parent_id', 'units_in_circle');
  requireManager(context, parent_id);
  const before = await pathUp(tx, context, row.parent_id);
  const gained = above.filter((unit) => !before.includes(unit));
  const roles =
    gained.length === 0
      ? []
      : await tx
          .selectFrom('role_grant')
          .select('role_key')
          .distinct()
          .where('org_id', '=', context.org)
          .where('unit_id', 'in', gained)
          .execute();
  for (const { role_key } of roles) requireMayGrant(context, { role: role_key, unit: row.id });
  return { parent_id };
}

async function useSet(tx: Tx, context: Context, row: UnitRow, { active }: UnitChanges): Promise<UnitSet> {
  if (active === undefined || active === (row.deactivated_at === null)) return {};
  if (active) {
    if (row.parent_id) await requireUnit(tx, context, row.parent_id, 'active');
    return { deactivated_at: null };
  }
  if (row.parent_id === null) throw conflict('root_unit_stays');
  const { units, teams, tickets } = await workInUnit(tx, context, row.id);
  if (units + teams + tickets > 0) throw conflict('unit_in_use', { params: { units, teams, tickets } });
  return { deactivated_at: context.now };
}

/** The unit and those above it, read now: the configuration in memory may be a moment old. */
async function pathUp(tx: Tx, context: Context, id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'parent_id'])
    .where('org_id', '=', context.org)
    .execute();
  const parents = new Map(rows.map((row) => [row.id, row.parent_id]));
  const path: string[] = [];
  for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) path.push(at);
  return path;
}
