import { type SectionName, statusCategories } from '@shouwen/api';
import { defaultCalendar } from '../calendars/choose-calendar.ts';
import type { Configuration } from './configuration.ts';

/** Something in one entry that does not fit the rest of the configuration. */
export interface Fault {
  section: SectionName;
  key: string;
  /** path inside the entry's value */
  field: string;
  /** selects the sentence `problem.<code>` */
  code: string;
  params?: Record<string, string | number>;
}

/** What the entries of a configuration say of one another that does not hold: names that lead nowhere, gaps, circles. */
export function faultsIn(configuration: Configuration): Fault[] {
  return [
    ...statusFaults(configuration),
    ...typeFaults(configuration),
    ...categoryFaults(configuration),
    ...fieldFaults(configuration),
    ...obligationFaults(configuration),
    ...policyFaults(configuration),
    ...instructionDutyFaults(configuration),
    ...scheduleFaults(configuration),
    ...calendarFaults(configuration),
    ...useFaults(configuration),
    ...ruleFaults(configuration),
    ...skillFaults(configuration),
  ];
}

type Section = 'statuses' | 'types' | 'categories' | 'calendars' | 'obligations' | 'macros' | 'canned';
const leadsNowhere = (configuration: Configuration, section: Section, key: string | null | undefined) =>
  typeof key === 'string' && !configuration.get(section, key);
const unknownKey = (key: string | null | undefined) => ({ code: 'unknown_key', params: { key: key ?? '' } });

/** Every category must have a status: what is resolved or reopened goes to the first one of it. */
function statusFaults(configuration: Configuration): Fault[] {
  const statuses = configuration.list('statuses');
  return statusCategories
    .filter((category) => !statuses.some((status) => status.value.category === category))
    .map((category) => ({
      section: 'statuses',
      key: '',
      field: 'category',
      code: 'status_category_empty',
      params: { category },
    }));
}

function typeFaults(configuration: Configuration): Fault[] {
  if (configuration.list('types').length > 0) return [];
  return [{ section: 'types', key: '', field: 'name', code: 'no_type_left' }];
}

function categoryFaults(configuration: Configuration): Fault[] {
  return configuration.list('categories').flatMap(({ key, value }): Fault[] => {
    const at = { section: 'categories' as const, key, field: 'parent' };
    if (leadsNowhere(configuration, 'categories', value.parent))
      return [{ ...at, ...unknownKey(value.parent) }];
    const seen = new Set([key]);
    for (let up = value.parent; up; up = configuration.get('categories', up)?.parent ?? null) {
      if (up === key) return [{ ...at, code: 'categories_in_circle' }];
      if (seen.has(up)) break; // a circle further up is the fault of those who lie on it
      seen.add(up);
    }
    return [];
  });
}

function fieldFaults(configuration: Configuration): Fault[] {
  return configuration.list('fields').flatMap(({ key, value }): Fault[] => {
    const at = { section: 'fields' as const, key };
    const faults = (value.types ?? [])
      .filter((type) => leadsNowhere(configuration, 'types', type))
      .map((type): Fault => ({ ...at, field: 'types', ...unknownKey(type) }));
    const chosen = value.type === 'choice' || value.type === 'multi_choice';
    const choices = value.choices ?? [];
    if (chosen && choices.length === 0) faults.push({ ...at, field: 'choices', code: 'choices_needed' });
    if (new Set(choices.map((choice) => choice.key)).size < choices.length)
      faults.push({ ...at, field: 'choices', code: 'choice_twice' });
    return faults;
  });
}

function obligationFaults(configuration: Configuration): Fault[] {
  return configuration.list('obligations').flatMap(({ key, value }): Fault[] => {
    const at = { section: 'obligations' as const, key };
    const faults = Object.keys(value.target.by_type ?? {})
      .filter((type) => leadsNowhere(configuration, 'types', type))
      .map((type): Fault => ({ ...at, field: 'target.by_type', ...unknownKey(type) }));
    if (leadsNowhere(configuration, 'calendars', value.calendar))
      faults.push({ ...at, field: 'calendar', ...unknownKey(value.calendar) });
    if (value.owner.includes('role') && !configuration.get('roles', value.role ?? ''))
      faults.push({ ...at, field: 'role', ...unknownKey(value.role) });
    return faults;
  });
}

function policyFaults(configuration: Configuration): Fault[] {
  return configuration.list('policies').flatMap(({ key, value }): Fault[] => {
    const at = { section: 'policies' as const, key };
    const faults = Object.keys(value.owed)
      .filter((kind) => leadsNowhere(configuration, 'obligations', kind))
      .map((kind): Fault => ({ ...at, field: 'owed', ...unknownKey(kind) }));
    if (leadsNowhere(configuration, 'calendars', value.calendar))
      faults.push({ ...at, field: 'calendar', ...unknownKey(value.calendar) });
    return faults;
  });
}

function instructionDutyFaults(configuration: Configuration): Fault[] {
  return configuration.list('instruction_duties').flatMap(({ key, value }): Fault[] => {
    if (!leadsNowhere(configuration, 'calendars', value.calendar)) return [];
    return [{ section: 'instruction_duties', key, field: 'calendar', ...unknownKey(value.calendar) }];
  });
}

function scheduleFaults(configuration: Configuration): Fault[] {
  return configuration.list('schedules').flatMap(({ key, value }): Fault[] => {
    const at = { section: 'schedules' as const, key };
    const kind = configuration.get('obligations', value.kind);
    if (!kind) return [{ ...at, field: 'kind', ...unknownKey(value.kind) }];
    return kind.on === 'schedule' ? [] : [{ ...at, field: 'kind', code: 'kind_not_scheduled' }];
  });
}

/** There is a calendar for what has none of its own, and nobody is counted on two. */
function calendarFaults(configuration: Configuration): Fault[] {
  const faults: Fault[] = [];
  if (!configuration.get('calendars', defaultCalendar))
    faults.push({ section: 'calendars', key: '', field: 'name', code: 'default_calendar_stays' });
  const seen = new Map<string, string>();
  for (const { key, value } of configuration.list('calendars')) {
    for (const field of ['teams', 'units'] as const) {
      for (const id of value.counts_for[field]) {
        const other = seen.get(id);
        if (other !== undefined) {
          const params = { key: other };
          faults.push({
            section: 'calendars',
            key,
            field: `counts_for.${field}`,
            code: 'counted_twice',
            params,
          });
        }
        seen.set(id, key);
      }
    }
  }
  return faults;
}

/** What macros and web forms set. */
function useFaults(configuration: Configuration): Fault[] {
  const macros = configuration.list('macros').flatMap(({ key, value }): Fault[] => {
    const status = value.set?.status;
    if (!leadsNowhere(configuration, 'statuses', status)) return [];
    return [{ section: 'macros', key, field: 'set.status', ...unknownKey(status) }];
  });
  const forms = configuration.list('web_forms').flatMap(({ key, value }): Fault[] => {
    if (!leadsNowhere(configuration, 'types', value.type)) return [];
    return [{ section: 'web_forms', key, field: 'type', ...unknownKey(value.type) }];
  });
  return [...macros, ...forms];
}

/** What automation rules name. */
function ruleFaults(configuration: Configuration): Fault[] {
  return configuration.list('automation_rules').flatMap(({ key, value }): Fault[] => {
    const named: [string, Section, string | null | undefined][] = [
      ['on.status', 'statuses', 'after' in value.on ? value.on.status : undefined],
      ['within_calendar', 'calendars', value.within_calendar],
      ['outside_calendar', 'calendars', value.outside_calendar],
      ...value.do.flatMap((action, index): [string, Section, string | null | undefined][] => {
        const at = `do.${index}`;
        if (action.do === 'macro') return [[`${at}.macro`, 'macros', action.macro]];
        if (action.do === 'reply') return [[`${at}.canned`, 'canned', action.canned]];
        if (action.do !== 'change') return [];
        return [
          [`${at}.set.type`, 'types', action.set.type],
          [`${at}.set.category`, 'categories', action.set.category],
          [`${at}.set.status`, 'statuses', action.set.status],
        ];
      }),
    ];
    return named
      .filter(([, section, name]) => leadsNowhere(configuration, section, name))
      .map(([field, , name]): Fault => ({ section: 'automation_rules', key, field, ...unknownKey(name) }));
  });
}

/** What asks for skills. */
function skillFaults(configuration: Configuration): Fault[] {
  return configuration
    .list('skills')
    .flatMap(({ key, value }) =>
      (['types', 'categories'] as const).flatMap((section) =>
        (value[section] ?? [])
          .filter((name) => leadsNowhere(configuration, section, name))
          .map((name): Fault => ({ section: 'skills', key, field: section, ...unknownKey(name) })),
      ),
    );
}
