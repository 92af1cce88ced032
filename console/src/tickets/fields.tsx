import type { LocalText } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../shared/config.ts';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';

/** The value of a custom field in words. */
export function useFieldText(): (field: Entry<'fields'>, value: unknown) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const local = useLocalText();
  const choice = (choices: { key: string; name: LocalText }[] | undefined, key: unknown) => {
    const found = choices?.find((each) => each.key === key);
    return found ? local(found.name) : String(key);
  };
  return (field, value) => {
    const { type, choices } = field.value;
    if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
    if (typeof value === 'number') return format.number(value);
    if (Array.isArray(value)) return value.map((each) => choice(choices, each)).join(t('common.comma'));
    if (type === 'choice') return choice(choices, value);
    if (type === 'date' && typeof value === 'string' && !Number.isNaN(Date.parse(value)))
      return format.date(`${value.slice(0, 10)}T12:00:00Z`);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}
