import {
  type LocalText,
  type Permission,
  permissions,
  type SectionName,
  type SectionValue,
  TimeZone,
} from '@shouwen/api';
import { isSupportedCountry } from 'libphonenumber-js';
import { checkRule } from '../automation/check-rule.ts';
import { checkCalendar } from '../calendars/check-calendar.ts';
import { checkTarget, checkTargets } from '../calendars/check-targets.ts';
import type { Context } from '../context.ts';
import { checkEscalations } from '../obligations/check-escalations.ts';
import { mailVariables } from '../outbox/templates/mail-text.ts';
import { administratorRole } from '../people/last-administrator.ts';
import { canEverywhere, isOperator } from '../people/policy.ts';
import { demands } from '../people/second-factor-demand.ts';
import { isActiveTeam } from '../people/teams.ts';
import { conflict, invalid, Refusal } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { checkPolicy } from '../policies/check-policy.ts';
import { checkSchedule } from '../schedules/check-schedule.ts';
import type { Tx } from '../tables.ts';
import { unknownVariables } from '../tickets/variables.ts';
import { corePack } from './core-pack.ts';
import { usesOf, usesOfChoice } from './in-use.query.ts';

/** An entry before and after a change; null where there is none. */
export interface EntryChange {
  section: SectionName;
  key: string;
  before: object | null;
  after: object | null;
}

/**
 * Refuses what a change of an entry would do to the records that name it, and values that only the rest of the product
 * can judge. Throws `Refusal` naming the field, or saying what is in the way.
 */
export async function checkEntry(tx: Tx, context: Context, change: EntryChange): Promise<void> {
  const { section, key, before, after } = change;
  if (after === null) {
    const uses = await usesOf(tx, context, section, key);
    if (uses > 0) throw conflict('entry_in_use', { params: { key, uses } });
    return;
  }
  switch (section) {
    case 'statuses':
      return checkStatus(tx, context, key, ...both<'statuses'>(before, after));
    case 'fields':
      return checkField(tx, context, key, ...both<'fields'>(before, after));
    case 'priority':
      if (key !== 'matrix') throw invalid('key', 'unknown_key', { key });
      return;
    case 'roles':
      return checkRole(context, key, ...both<'roles'>(before, after));
    case 'web_forms': {
      const team = (after as SectionValue<'web_forms'>).team_id;
      if (team !== null && !(await isActiveTeam(tx, context, team)))
        throw invalid('value.team_id', 'team_unknown');
      return;
    }
    case 'macros': {
      const { reply, note } = after as SectionValue<'macros'>;
      checkVariables('value.reply', reply);
      return checkVariables('value.note', note);
    }
    case 'canned':
      return checkVariables('value.body', (after as SectionValue<'canned'>).body);
    case 'mail_templates': {
      if (!corePack.mail_templates?.[key]) throw invalid('key', 'unknown_key', { key });
      const { subject, body } = after as SectionValue<'mail_templates'>;
      checkVariables('value.subject', subject, mailVariables);
      return checkVariables('value.body', body, mailVariables);
    }
    case 'calendars':
      return checkCalendar(context, after as SectionValue<'calendars'>);
    case 'obligations': {
      const { target, escalate } = after as SectionValue<'obligations'>;
      checkTargets(target);
      return checkEscalations(tx, context, escalate, 'value.escalate');
    }
    case 'instruction_duties': {
      if (!corePack.instruction_duties?.[key]) throw invalid('key', 'unknown_key', { key });
      const { target, at_once, escalate } = after as SectionValue<'instruction_duties'>;
      checkTarget(target, 'value.target');
      if (at_once !== undefined) checkTarget(at_once, 'value.at_once');
      return checkEscalations(tx, context, escalate, 'value.escalate');
    }
    case 'policies': {
      const policy = after as SectionValue<'policies'>;
      checkPolicy(context, policy);
      for (const [kind, terms] of Object.entries(policy.owed))
        await checkEscalations(tx, context, terms?.escalate ?? [], `value.owed.${kind}.escalate`);
      return;
    }
    case 'automation_rules':
      return checkRule(tx, context, after as SectionValue<'automation_rules'>);
    case 'schedules':
      return checkSchedule(tx, context, after as SectionValue<'schedules'>);
    case 'settings':
      return checkSetting(tx, context, key, (after as SectionValue<'settings'>).value);
  }
}

function both<S extends SectionName>(
  before: object | null,
  after: object,
): [SectionValue<S> | null, SectionValue<S>] {
  return [before as SectionValue<S> | null, after as SectionValue<S>];
}

/** Tickets keep the category beside the status: it must not change under them. */
async function checkStatus(
  tx: Tx,
  context: Context,
  key: string,
  before: SectionValue<'statuses'> | null,
  after: SectionValue<'statuses'>,
): Promise<void> {
  if (!before || before.category === after.category) return;
  const uses = await usesOf(tx, context, 'statuses', key);
  if (uses > 0) throw invalid('value.category', 'status_category_in_use', { uses });
}

async function checkField(
  tx: Tx,
  context: Context,
  key: string,
  before: SectionValue<'fields'> | null,
  after: SectionValue<'fields'>,
): Promise<void> {
  if (!before) return;
  if (before.type !== after.type) {
    const uses = await usesOf(tx, context, 'fields', key);
    if (uses > 0) throw invalid('value.type', 'field_type_in_use', { uses });
    return;
  }
  const kept = new Set(after.choices?.map((choice) => choice.key));
  for (const choice of before.choices ?? []) {
    if (kept.has(choice.key)) continue;
    const uses = await usesOfChoice(tx, context, key, choice.key);
    if (uses > 0) throw invalid('value.choices', 'choice_in_use', { key: choice.key, uses });
  }
}

/** Whoever edits a role gives its new permissions to everybody who has it: they must be the editor's own, everywhere. */
function checkRole(
  context: Context,
  key: string,
  before: SectionValue<'roles'> | null,
  after: SectionValue<'roles'>,
): void {
  const known: ReadonlySet<string> = new Set(permissions);
  const stranger = after.permissions.findIndex((permission) => !known.has(permission));
  if (stranger >= 0)
    throw invalid(`value.permissions.${stranger}`, 'unknown_key', { key: after.permissions[stranger] ?? '' });
  if (key === administratorRole && permissions.some((permission) => !after.permissions.includes(permission)))
    throw invalid('value.permissions', 'administrator_keeps_all');
  const added = after.permissions.filter((permission) => !before?.permissions.includes(permission));
  if (isOperator(context)) return;
  for (const permission of added as Permission[]) {
    if (!canEverywhere(context, permission))
      throw new Refusal('forbidden', 'permission_beyond_yours', { params: { permission } });
  }
}

/** What would stand in a mail in double braces is refused where it is written. */
function checkVariables(field: string, text: LocalText | undefined, known?: readonly string[]): void {
  const [unknown] = text === undefined ? [] : unknownVariables(text, known);
  if (unknown !== undefined) throw invalid(field, 'variable_unknown', { name: `{{${unknown}}}` });
}

async function checkSetting(tx: Tx, context: Context, key: string, value: unknown): Promise<void> {
  const shipped = corePack.settings?.[key];
  if (!shipped) throw invalid('key', 'unknown_key', { key });
  switch (key) {
    case 'default_team':
      if (value === null) return;
      if (typeof value !== 'string' || !isId(value) || !(await isActiveTeam(tx, context, value)))
        throw invalid('value.value', 'team_unknown');
      return;
    case 'default_country':
      if (typeof value !== 'string' || !isSupportedCountry(value))
        throw invalid('value.value', 'country_unknown');
      return;
    case 'time_zone':
      if (!TimeZone.safeParse(value).success) throw invalid('value.value', 'zone_unknown');
      return;
    case 'undo_send_seconds':
      return checkNumber(value, 60);
    case 'release_newcomer_days':
      return checkNumber(value, 3650);
    case 'release_types': {
      const known = new Set(context.configuration.list('types').map((type) => type.key));
      if (!Array.isArray(value)) throw invalid('value.value', 'wrong_type', { type: 'multi_choice' });
      const stranger = value.find((key) => !known.has(String(key)));
      if (stranger !== undefined) throw invalid('value.value', 'unknown_key', { key: String(stranger) });
      return;
    }
    case 'second_factor':
      if (!demands.some((demand) => demand === value))
        throw invalid('value.value', 'demand_unknown', { values: demands.join(', ') });
      return;
    default:
      if (typeof value !== typeof shipped.value)
        throw invalid('value.value', 'wrong_type', { type: typeof shipped.value });
  }
}

function checkNumber(value: unknown, most: number): void {
  if (!Number.isInteger(value)) throw invalid('value.value', 'wrong_type', { type: 'number' });
  if (Number(value) < 0 || Number(value) > most)
    throw invalid('value.value', 'number_between', { from: 0, to: most });
}
