import type { Language, Permission } from '@shouwen/api';
import type { Configuration } from '../configuration/configuration.ts';
import type { Context } from '../context.ts';
import { forbidden, Refusal } from '../platform/errors.ts';

export type Scope = 'read' | 'write' | 'admin';

/** A signed-in member of staff and what the roles allow, unit by unit. */
export interface Viewer {
  userId: string;
  name: string;
  language: Language;
  timeZone: string;
  teams: string[];
  /** for each permission the units in which it holds, the units below included */
  rights: ReadonlyMap<Permission, ReadonlySet<string>>;
  /** of an API key; null for a session, which may everything that the person may */
  scopes: readonly Scope[] | null;
  sessionId: string | null;
  /** when the person of a session last proved to be there; null for an API key, which has its scopes */
  confirmedAt: Date | null;
  /** a second factor is demanded and was not proved in this session: it may only set one up */
  secondFactorDue: boolean;
  /** names the session or key, for idempotency */
  credential: string;
}

/** Expands role grants into rights: a role granted for a unit holds in the units below it. */
export function rightsOf(
  configuration: Configuration,
  grants: { role: string; unit: string }[],
): Map<Permission, Set<string>> {
  const rights = new Map<Permission, Set<string>>();
  for (const grant of grants) {
    const role = configuration.get('roles', grant.role);
    if (!role) continue;
    const units = configuration.unitsBelow(grant.unit);
    for (const permission of role.permissions as Permission[]) {
      const held = rights.get(permission) ?? new Set();
      for (const unit of units) held.add(unit);
      rights.set(permission, held);
    }
  }
  return rights;
}

/** Whether the viewer holds a permission in a unit, or in any unit when none is given. */
export function can(viewer: Viewer | null, permission: Permission, unitId?: string): boolean {
  const units = viewer?.rights.get(permission);
  if (!units) return false;
  return unitId === undefined ? units.size > 0 : units.has(unitId);
}

/** The units in which the viewer holds a permission. */
export function unitsWith(viewer: Viewer, permission: Permission): string[] {
  return [...(viewer.rights.get(permission) ?? [])];
}

/** The signed-in person of a context. Throws when nobody is signed in. */
export function viewerOf(context: Context): Viewer {
  if (!context.viewer) throw new Refusal('unauthenticated', 'sign_in_needed');
  return context.viewer;
}

/** Throws unless the viewer holds the permission in the unit (in any unit when none is given). */
export function requirePermission(context: Context, permission: Permission, unitId?: string): Viewer {
  const viewer = viewerOf(context);
  if (!can(viewer, permission, unitId)) throw forbidden(permission);
  return viewer;
}

/** Whether the viewer holds the permission in every unit: what concerns the whole organisation is theirs. */
export function canEverywhere(context: Context, permission: Permission): boolean {
  const { viewer, configuration } = context;
  return can(viewer, permission) && configuration.units().every((unit) => can(viewer, permission, unit.id));
}

/** Throws unless the viewer holds the permission in every unit. */
export function requireEverywhere(context: Context, permission: Permission): Viewer {
  const viewer = viewerOf(context);
  if (!canEverywhere(context, permission)) throw forbidden(permission);
  return viewer;
}
