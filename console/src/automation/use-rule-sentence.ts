import type { RuleAction, RuleValue } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../shared/config.ts';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import { allTeamsQuery, staffMemberQuery, unitsQuery } from '../shared/staff.ts';
import { type Group, groupOf, isFilled, isGroup, isRow, type Row } from '../views/condition-tree.ts';
import { type FieldChoice, useViewFields } from '../views/use-view-fields.ts';

const minute = 60_000;
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A rule read back in plain words: when what happens, and which tickets, then what is done. */
export function useRuleSentence(rule: RuleValue): string {
  const { t } = useTranslation();
  const names = useNames();
  const local = useLocalText();
  const format = useFormat();
  const fields = useViewFields();
  const canned = useEntries('canned');
  const nameOf = useNamesOf(idsIn(rule));
  const list = (parts: string[]) => parts.join(t('common.comma'));

  const worded = (field: FieldChoice | undefined, value: unknown): string => {
    if (Array.isArray(value)) return value.map((each) => worded(field, each)).join(t('rule.or'));
    if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (field?.source.kind === 'options')
      return field.source.options.find((option) => option.value === text)?.label ?? text;
    return nameOf(text) ?? text;
  };
  const fieldOf = (name: string) => fields.find((each) => each.name === name);

  function when(): string {
    const { on } = rule;
    if ('events' in on)
      return t('rule.when', { what: on.events.map((each) => t(`rule_event.${each}`)).join(t('rule.or')) });
    const length = t(`rule_length.${on.counts}`, { length: format.exact(on.minutes * minute) });
    const status = on.status === undefined ? t('rule.same_status') : names.status(on.status);
    return t(`rule_when.${on.after}`, { length, status });
  }
  function onlyIf(): string[] {
    const { changed, within_calendar, outside_calendar } = rule;
    const field = changed && fieldOf(changed.field);
    const value = (given: string | null | undefined) =>
      given === null || given === undefined ? t('rule.any_value') : worded(field, given);
    const condition = conditionText(groupOf(rule.when as Condition));
    return [
      ...(changed
        ? [
            t('rule.has_changed', {
              field: field?.label ?? changed.field,
              from: value(changed.from),
              to: value(changed.to),
            }),
          ]
        : []),
      ...(condition === '' ? [] : [condition]),
      ...(within_calendar ? [t('rule.is_within', { calendar: names.calendar(within_calendar) })] : []),
      ...(outside_calendar ? [t('rule.is_outside', { calendar: names.calendar(outside_calendar) })] : []),
    ];
  }
  function conditionText(group: Group): string {
    const parts = group.parts.flatMap((part) => {
      if (isGroup(part)) return conditionText(part) || [];
      if (!isRow(part)) return [JSON.stringify(part.written)];
      return isFilled(part) ? [rowText(part)] : [];
    });
    if (parts.length === 0) return '';
    if (group.joint === 'none' || group.joint === 'not_all')
      return t(`rule_joint.${group.joint}`, { parts: parts.join(t('rule.or')) });
    const joined = parts.join(group.joint === 'all' ? t('rule.and') : t('rule.or'));
    return group.joint === 'any' && parts.length > 1 ? `(${joined})` : joined;
  }
  function rowText({ field: name, ask, value }: Row): string {
    const field = fieldOf(name);
    const bare = ask === 'set' || ask === 'unset';
    return t('rule.asks', {
      field: field?.label ?? name,
      ask: t(`ask.${ask}`),
      value: bare ? '' : worded(field, value),
    }).trim();
  }
  function doing(action: RuleAction): string[] {
    const person = (given: string | null | undefined) => (given && nameOf(given)) || t('rule.unchosen');
    switch (action.do) {
      case 'change':
        return changing(action.set);
      case 'assign':
        return [
          action.user_id ? t('rule_did.assign', { person: person(action.user_id) }) : t('rule_did.unassign'),
        ];
      case 'transfer':
        return [t('rule_did.transfer', { team: nameOf(action.team_id) ?? t('rule.unchosen') })];
      case 'add_watcher':
        return [t('rule_did.add_watcher', { person: person(action.user_id) })];
      case 'notify': {
        const whom = action.to === 'person' ? person(action.user_id) : t(`rule_whom.${action.to}`);
        return [t('rule_did.notify', { whom })];
      }
      case 'open_task':
        return [t('rule_did.open_task', { title: action.title || t('rule.unchosen') })];
      case 'reply': {
        const entry = canned.find((each) => each.key === action.canned);
        return [t('rule_did.reply', { name: entry ? local(entry.value.name) : t('rule.unchosen') })];
      }
      case 'macro':
        return [t('rule_did.macro', { name: action.macro ? names.macro(action.macro) : t('rule.unchosen') })];
      default:
        return [t(`rule_did.${action.do}`)];
    }
  }
  function changing(set: Extract<RuleAction, { do: 'change' }>['set']): string[] {
    const sets: [string, string | null | undefined, (key: string) => string][] = [
      [t('field.status'), set.status, names.status],
      [t('field.type'), set.type, names.type],
      [t('field.category'), set.category, names.category],
      [t('field.importance'), set.importance, (key) => worded(fieldOf('importance'), key)],
      [t('field.urgency'), set.urgency, (key) => worded(fieldOf('urgency'), key)],
    ];
    return [
      ...sets.flatMap(([field, value, name]) =>
        value ? [t('rule_did.set', { field, value: name(value) })] : [],
      ),
      ...(set.add_tags ? [t('rule_did.add_tags', { tags: list(set.add_tags) })] : []),
      ...(set.remove_tags ? [t('rule_did.remove_tags', { tags: list(set.remove_tags) })] : []),
      ...Object.entries(set.fields ?? {}).map(([key, value]) =>
        t('rule_did.set', { field: names.field(key), value: worded(fieldOf(`fields.${key}`), value) }),
      ),
    ];
  }

  const conditions = onlyIf();
  const done = rule.do.flatMap(doing);
  const said = {
    when: when(),
    conditions: conditions.join(t('rule.and')),
    actions: done.length > 0 ? list(done) : t('rule.nothing_yet'),
  };
  return conditions.length > 0 ? t('rule.sentence_if', said) : t('rule.sentence', said);
}

/** Every id that a rule names: of people, teams and units. */
function idsIn(rule: RuleValue): string[] {
  const found = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === 'string' && id.test(value)) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  take(rule.when);
  take(rule.changed);
  take(rule.do.filter((action) => action.do !== 'call_webhook'));
  return [...found];
}

/** Names behind ids; null while they are fetched, and for what is none. */
function useNamesOf(ids: readonly string[]): (id: string) => string | null {
  const local = useLocalText();
  const teams = useQuery(allTeamsQuery);
  const units = useQuery(unitsQuery);
  const places = new Map(
    [...(teams.data ?? []), ...(units.data ?? [])].map((place) => [place.id, local(place.name)] as const),
  );
  const people = ids.filter((each) => teams.data && units.data && !places.has(each));
  const found = useQueries({ queries: people.map((each) => ({ ...staffMemberQuery(each), retry: false })) });
  const named = new Map(found.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])));
  return (each) => places.get(each) ?? named.get(each) ?? (id.test(each) ? '…' : null);
}
