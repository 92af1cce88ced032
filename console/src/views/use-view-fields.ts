import type { ResponseOf, Routes } from '@shouwen/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../shared/api.ts';
import { type Configuration, configQuery, type Entry, entriesOf, useNames } from '../shared/config.ts';
import { textIfAny } from '../shared/i18n.ts';
import { languageOptions } from '../shared/languages.ts';
import { useLocalText } from '../shared/local-text.ts';
import type { PickerOption } from '../shared/Picker.tsx';
import type { Ask } from './condition-tree.ts';

type ServerField = ResponseOf<Routes['viewFields']>['items'][number];

/** Where the values of a field come from, and so how they are chosen. */
export type Source =
  | { kind: 'options'; options: PickerOption[] }
  | { kind: 'people' | 'teams' | 'units' | 'customer' | 'text' | 'number' | 'yes_no' | 'moment' | 'date' };

export interface FieldChoice {
  name: string;
  label: string;
  source: Source;
  asks: readonly Ask[];
}

export const viewFieldsQuery = queryOptions({
  queryKey: ['configuration', 'view-fields'],
  queryFn: async () => (await call('viewFields', {})).items,
  staleTime: 5 * 60_000,
});

/** The fields that a condition may ask about, in the reader's words, with the questions that each takes. */
export function useViewFields(): FieldChoice[] {
  const local = useLocalText();
  const names = useNames();
  const { data } = useQuery(viewFieldsQuery);
  const { data: config } = useQuery(configQuery);
  return useMemo(() => {
    const custom = new Map(entriesOf(config, 'fields').map((field) => [`fields.${field.key}`, field]));
    return (data ?? []).map((field): FieldChoice => {
      const own = custom.get(field.name);
      const label = own ? local(own.value.name) : (textIfAny(`asked.${field.name}`) ?? field.name);
      const source = own ? customSource(own) : fixedSource(field);
      return { name: field.name, label, source, asks: asksOf(field, source) };
    });

    function customSource(field: Entry<'fields'>): Source {
      const options = (field.value.choices ?? []).map((choice) => ({
        value: choice.key,
        label: local(choice.name),
      }));
      switch (field.value.type) {
        case 'choice':
        case 'multi_choice':
          return { kind: 'options', options };
        case 'number':
          return { kind: 'number' };
        case 'checkbox':
          return { kind: 'yes_no' };
        case 'date':
          return { kind: 'date' };
        case 'person':
          return { kind: 'people' };
        default:
          return { kind: 'text' };
      }
    }

    function fixedSource({ name, type, choices }: ServerField): Source {
      const configured = optionsOf(config, name, names);
      if (configured) return { kind: 'options', options: configured };
      if (choices) {
        if (name === 'language') return { kind: 'options', options: languageOptions };
        const word = (key: string) => textIfAny(`${wordsOf(name)}.${key}`) ?? key;
        return { kind: 'options', options: choices.map((key) => ({ value: key, label: word(key) })) };
      }
      if (name === 'team') return { kind: 'teams' };
      if (name === 'unit') return { kind: 'units' };
      if (name === 'customer') return { kind: 'customer' };
      if (type === 'id' || type === 'many_id') return { kind: 'people' };
      if (type === 'boolean') return { kind: 'yes_no' };
      return { kind: type === 'number' || type === 'moment' || type === 'date' ? type : 'text' };
    }
    // `local` and `names` are others when the language is
  }, [data, config, local, names]);
}

function optionsOf(
  config: Configuration | undefined,
  name: string,
  names: ReturnType<typeof useNames>,
): PickerOption[] | null {
  if (name === 'status')
    return entriesOf(config, 'statuses').map(({ key }) => ({ value: key, label: names.status(key) }));
  if (name === 'type')
    return entriesOf(config, 'types').map(({ key }) => ({ value: key, label: names.type(key) }));
  if (name === 'customer_tier')
    return entriesOf(config, 'tiers').map(({ key }) => ({ value: key, label: names.tier(key) }));
  if (name === 'category')
    return entriesOf(config, 'categories').map(({ key }) => ({ value: key, label: names.category(key) }));
  return null;
}

/** Under which prefix the texts of a fixed choice stand. */
function wordsOf(name: string): string {
  if (name === 'status_category') return 'category';
  return name === 'importance' || name === 'urgency' ? 'level' : name;
}

export function asksOf({ type, operators, optional }: ServerField, source: Source): Ask[] {
  const presence: Ask[] = optional ? ['set', 'unset'] : [];
  const many = type.startsWith('many_');
  switch (source.kind) {
    case 'options':
      if (many) return ['contains', 'not_contains', ...presence];
      return [
        'in',
        'not_in',
        ...(operators.includes('at_least') ? (['at_least', 'at_most'] as const) : []),
        ...presence,
      ];
    case 'people':
    case 'teams':
    case 'units':
      return many ? ['contains', 'not_contains', ...presence] : ['in', 'not_in', ...presence];
    case 'customer':
      return ['is', 'is_not'];
    case 'yes_no':
      return ['is', ...presence];
    case 'number':
      return ['is', 'is_not', 'at_least', 'at_most', ...presence];
    case 'moment':
      return ['last', 'ago', 'next', 'beyond', 'after', 'before', ...presence];
    case 'date':
      return ['is', 'before', 'after', 'last', 'ago', 'next', 'beyond', ...presence];
    case 'text':
      if (many) return ['contains', 'not_contains', ...presence];
      return ['contains', 'not_contains', 'is', 'is_not', 'starts_with', ...presence];
  }
}
