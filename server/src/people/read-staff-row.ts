import { type Language, type LocalText, UserBody } from '@shouwen/api';
import type { Context } from '../context.ts';
import { languageNamed } from '../customers/import-fields.ts';
import { foldName } from '../customers/normalise.ts';
import type { Report } from '../imports/run-import.ts';
import type { Tx } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';
import type { Grant } from './policy.ts';
import type { StaffImportField } from './staff-import-fields.ts';

/** A row of a spreadsheet as a member of staff; null is what the row does not say. */
export interface ImportedPerson {
  email: string;
  name: string | null;
  language: Language | null;
  time_zone: string | null;
  /** mail address of the one to report to */
  leader: string | null;
  grants: Grant[];
  teams: ImportedTeam[];
}
export interface ImportedTeam {
  id: string;
  unit_id: string;
}

/** What a row may name: roles by key or name, units and teams by name, in any language. */
export interface Places {
  root: string;
  roles: Map<string, string[]>;
  units: Map<string, string[]>;
  teams: Map<string, ImportedTeam[]>;
}

/** The units, teams and roles that are in use, by the names that a row may use for them. */
export async function loadPlaces(tx: Tx, context: Context): Promise<Places> {
  const units = await tx
    .selectFrom('unit')
    .select(['id', 'name', 'parent_id'])
    .where('org_id', '=', context.org)
    .where('deactivated_at', 'is', null)
    .execute();
  const teams = await tx
    .selectFrom('team')
    .select(['id', 'name', 'unit_id'])
    .where('org_id', '=', context.org)
    .where('deactivated_at', 'is', null)
    .execute();
  const roles = context.configuration.list('roles');
  return {
    root: units.find((unit) => unit.parent_id === null)?.id ?? '',
    roles: byName(roles.map(({ key, value }) => [key, [key, ...textsOf(value.name)]])),
    units: byName(units.map((unit) => [unit.id, textsOf(unit.name)])),
    teams: byName(teams.map(({ id, unit_id, name }) => [{ id, unit_id }, textsOf(name)])),
  };
}

/** Reads one row, and reports what is wrong with it. */
export function readStaffRow(
  places: Places,
  value: (field: StaffImportField) => string,
  report: Report,
): ImportedPerson {
  const several = (field: StaffImportField) =>
    value(field)
      .split(/[;,，；、|\n]/)
      .map((part) => part.trim())
      .filter(Boolean);
  const find = <T>(field: StaffImportField, names: Map<string, T[]>, text: string): T[] => {
    const found = names.get(foldName(text)) ?? [];
    if (found.length === 0) report(field, 'unknown_key', { key: text.slice(0, 100) });
    if (found.length > 1) report(field, 'import_several_of_name', { value: text.slice(0, 100) });
    return found.slice(0, 1);
  };
  const teams = several('teams').flatMap((text) => find('teams', places.teams, text));
  const named = value('unit').trim() === '' ? [] : find('unit', places.units, value('unit'));
  const unit = named[0] ?? teams[0]?.unit_id ?? places.root;
  const roles = several('roles').flatMap((text) => find('roles', places.roles, text));
  const email = readAddress('email', value('email'), report);
  if (email === null && value('email').trim() === '') report('email', 'field_required');
  return {
    email: email ?? '',
    name: readName(value('name'), report),
    language: read('language', value('language'), languageNamed, 'import_not_a_language', report),
    time_zone: read('time_zone', value('time_zone'), timeZone, 'import_not_a_time_zone', report),
    leader: readAddress('reports_to', value('reports_to'), report),
    grants: [...new Set(roles)].map((role) => ({ role, unit })),
    teams: [...new Map(teams.map((team) => [team.id, team])).values()],
  };
}

function readAddress(field: StaffImportField, text: string, report: Report): string | null {
  const bare = normaliseAddress(/^[^<>]*<([^<>]+)>$/.exec(text.trim())?.[1] ?? text);
  if (bare === '') return null;
  if (UserBody.shape.email.safeParse(bare).success) return bare;
  report(field, 'not_an_email', { value: text.slice(0, 100) });
  return null;
}

function readName(text: string, report: Report): string | null {
  const name = text.replace(/\s+/g, ' ').trim();
  if (name === '') return null;
  if (name.length > 120) report('name', 'import_too_long', { limit: 120 });
  else if (!UserBody.shape.name.safeParse(name).success) report('name', 'import_control_characters');
  return name;
}

function read<T>(
  field: StaffImportField,
  text: string,
  meaning: (text: string) => T | null,
  code: string,
  report: Report,
): T | null {
  if (text.trim() === '') return null;
  const meant = meaning(text.trim());
  if (meant === null) report(field, code, { value: text.slice(0, 100) });
  return meant;
}

function timeZone(text: string): string | null {
  return UserBody.shape.time_zone.safeParse(text).success ? text : null;
}

function textsOf(name: LocalText): string[] {
  return typeof name === 'string' ? [name] : Object.values(name).filter((text) => text !== undefined);
}

function byName<T>(entries: [T, string[]][]): Map<string, T[]> {
  const names = new Map<string, T[]>();
  for (const [thing, texts] of entries)
    for (const name of new Set(texts.map(foldName))) names.set(name, [...(names.get(name) ?? []), thing]);
  return names;
}
