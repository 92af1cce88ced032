import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useDebounced } from '../../shared/debounced.ts';
import { Face } from '../../shared/Face.tsx';
import { Field, TextField } from '../../shared/fields.tsx';
import { focusFirst } from '../../shared/focus.ts';
import type { Bound } from '../../shared/form.tsx';
import { Icon } from '../../shared/icons.tsx';
import { MatchList } from './MatchList.tsx';

export interface FoundCustomer {
  /** set when somebody who is already there was chosen */
  id: string | null;
  name: string;
  email: string;
  phone: string;
}
export const noCustomer: FoundCustomer = { id: null, name: '', email: '', phone: '' };

/** The customer: found while typing name, mail address or the last digits of the phone, or made from what was typed. */
export function CustomerFinder({ value, onChange, error }: Bound<FoundCustomer>) {
  const { t } = useTranslation();
  const listId = useId();
  const [at, setAt] = useState(-1);
  const typed = useDebounced(value);
  const asked =
    typed.name.trim().length >= 2 || typed.email.includes('@') || typed.phone.replace(/\D/g, '').length >= 4;
  const matches = useQuery({
    queryKey: ['customers', 'match', typed],
    queryFn: async ({ signal }) =>
      (
        await call(
          'matchCustomers',
          {
            body: {
              ...(typed.name.trim() ? { name: typed.name.trim() } : {}),
              ...(typed.email.trim() ? { email: typed.email.trim() } : {}),
              ...(typed.phone.trim() ? { phone: typed.phone.trim() } : {}),
            },
          },
          { signal },
        )
      ).items,
    enabled: value.id === null && asked,
    placeholderData: keepPreviousData,
  });
  const found = value.id === null && asked ? (matches.data ?? []) : [];
  const choose = (index: number) => {
    const match = found[index];
    if (match)
      onChange({ id: match.id, name: match.name, email: match.email ?? '', phone: match.phone ?? '' });
  };
  const onKey = (event: KeyboardEvent) => {
    if (found.length === 0) return;
    if (event.key === 'ArrowDown') setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((at - 1 + found.length) % found.length);
    else if (event.key === 'Enter' && at >= 0 && !event.ctrlKey) choose(at);
    else return;
    event.preventDefault();
  };
  const set = (change: Partial<FoundCustomer>) => {
    setAt(-1);
    onChange({ ...value, ...change });
  };

  if (value.id !== null)
    return (
      <div className="field">
        <span className="field-label">{t('context.customer')}</span>
        <div className="banner customer-chosen">
          <Face name={value.name} id={value.id} size={28} />
          <div className="grow">
            <div className="strong">{value.name}</div>
            <div className="small soft">{[value.email, value.phone].filter(Boolean).join(' · ')}</div>
          </div>
          <button type="button" className="link" onClick={() => onChange(noCustomer)}>
            {t('new.another')}
          </button>
        </div>
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move in the list of matches from any of the fields
    <div className="stack" onKeyDown={onKey}>
      <div className="columns">
        <Field label={t('new.customer')} error={error}>
          {(control) => (
            <input
              className="native"
              ref={focusFirst}
              autoComplete="off"
              role="combobox"
              aria-expanded={found.length > 0}
              aria-controls={found.length > 0 ? listId : undefined}
              aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
              {...control}
              value={value.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <TextField
          label={t('field.phone')}
          type="tel"
          autoComplete="off"
          value={value.phone}
          onChange={(phone) => set({ phone })}
        />
        <TextField
          label={t('auth.email')}
          type="email"
          autoComplete="off"
          value={value.email}
          onChange={(email) => set({ email })}
        />
      </div>
      {found.length > 0 && <MatchList id={listId} matches={found} at={at} onChoose={choose} />}
      {asked && matches.isSuccess && found.length === 0 && (
        <p className="help">
          <Icon name="plus" size={12} /> {t('new.will_be_made')}
        </p>
      )}
    </div>
  );
}
