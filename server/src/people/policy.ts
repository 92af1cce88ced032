import type { Permission } from '@shouwen/api';
import type { Context } from '../context.ts';
import { systemActor } from '../context.ts';
import { forbidden, Refusal } from '../platform/errors.ts';
import { can, requirePermission, rightsOf, type Viewer, viewerOf } from './viewer.ts';

/*
 * Who sees and who changes people, units and teams.
 *
 * Everybody signed in sees every person's name, mail address, language, state, leader and teams, and every unit and
 * team: names are needed to assign and to ask. Roles, lock-out and last sight are for those with `people.read` where
 * the person works, and for the person.
 *
 * `people.manage` changes them, in the units in which it is held. Two rules keep anybody from raising their own rights
 * by way of another: nobody grants rights that they lack, and nobody manages somebody who holds rights that they lack.
 */

export interface Grant {
  role: string;
  unit: string;
}
/** What the policy needs to know of a person. */
export interface Placed {
  id: string;
  grants: readonly Grant[];
  /** the units of the person's teams */
  teamUnits: readonly string[];
}

/** The command line acts for the operator of the machine, who may everything; it has no viewer. */
export function isOperator(context: Context): boolean {
  return context.viewer === null && context.actor === systemActor;
}

/** Throws unless the viewer holds `people.manage` in the unit (in any unit when none is given). */
export function requireManager(context: Context, unitId?: string): void {
  if (!isOperator(context)) requirePermission(context, 'people.manage', unitId);
}

/** Throws unless the viewer manages people wherever this person works, and holds every right that the person holds. */
export function requireMayManage(context: Context, person: Placed): void {
  requireManager(context);
  if (isOperator(context)) return;
  for (const unit of unitsOf(person)) requireManager(context, unit);
  if (exceeds(context, person, viewerOf(context))) throw new Refusal('forbidden', 'outranked');
}

/** Throws unless the viewer holds, in the unit, every permission of the role, and manages people there. */
export function requireMayGrant(context: Context, grant: Grant): void {
  if (isOperator(context)) return;
  requireManager(context, grant.unit);
  const viewer = viewerOf(context);
  const permissions = (context.configuration.get('roles', grant.role)?.permissions ?? []) as Permission[];
  if (permissions.some((permission) => !can(viewer, permission, grant.unit)))
    throw new Refusal('forbidden', 'role_beyond_yours', { params: { role: grant.role } });
}

/** Whether the viewer sees a person's roles, lock-out and last sight. */
export function seesDetails(context: Context, person: Placed): boolean {
  if (isOperator(context)) return true;
  const { viewer } = context;
  if (!viewer) return false;
  const units = unitsOf(person);
  if (person.id === viewer.userId || (units.size === 0 && can(viewer, 'people.read'))) return true;
  return [...units].some((unit) => can(viewer, 'people.read', unit));
}

function unitsOf(person: Placed): Set<string> {
  return new Set([...person.grants.map((grant) => grant.unit), ...person.teamUnits]);
}

function exceeds(context: Context, person: Placed, viewer: Viewer): boolean {
  for (const [permission, units] of rightsOf(context.configuration, [...person.grants]))
    for (const unit of units) if (!can(viewer, permission, unit)) return true;
  return false;
}

/** Whether the viewer holds a permission for the whole organisation: at the root of the unit tree. */
export function canEverywhere(context: Context, permission: Permission): boolean {
  const root = context.configuration.units().find((unit) => unit.parent_id === null);
  return root !== undefined && can(context.viewer, permission, root.id);
}

/** Throws unless the viewer holds a permission for the whole organisation. */
export function requireEverywhere(context: Context, permission: Permission): void {
  if (!isOperator(context) && !canEverywhere(context, permission)) throw forbidden(permission);
}
