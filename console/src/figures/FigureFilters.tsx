import { channels } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../shared/config.ts';
import { textIfAny } from '../shared/i18n.ts';
import { useLocalText } from '../shared/local-text.ts';
import { useCan, useMe } from '../shared/session.ts';
import { allTeamsQuery, staffSearchQuery } from '../shared/staff.ts';
import { periodNames } from './periods.ts';
import type { FilterName, useScope } from './use-scope.ts';

interface FigureFiltersProps {
  scope: ReturnType<typeof useScope>;
  filters: readonly FilterName[];
  children?: ReactNode;
}

/** The period and what is looked at; on a phone what narrows is folded away until it is asked for. */
export function FigureFilters({ scope: { period, scope, set }, filters, children }: FigureFiltersProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const used = filters.filter((name) => scope[name]).length;
  return (
    <div className={open ? 'figure-filters open' : 'figure-filters'}>
      <label className="figure-filter">
        <span>{t('figures.period')}</span>
        <select
          className="native"
          value={period}
          onChange={(event) => set({ period: event.target.value, from: scope.from, to: scope.to })}
        >
          {periodNames.map((name) => (
            <option key={name} value={name}>
              {t(`period.${name}`)}
            </option>
          ))}
        </select>
      </label>
      {period === 'custom' && (
        <>
          <DayField label={t('figures.from')} value={scope.from} onChange={(from) => set({ from })} />
          <DayField label={t('figures.to')} value={scope.to} onChange={(to) => set({ to })} />
        </>
      )}
      <button
        type="button"
        className="link figure-narrow"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {used === 0 ? t('figures.filters') : t('figures.filters_used', { number: used })}
      </button>
      {filters.map((name) => (
        <Filter
          key={name}
          name={name}
          value={scope[name] ?? ''}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      {children}
    </div>
  );
}

function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  return (
    <label className="figure-filter">
      <span>{label}</span>
      <input
        type="date"
        className="native"
        value={value}
        onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
      />
    </label>
  );
}

interface FilterProps {
  name: FilterName;
  value: string;
  onChange: (value: string) => void;
}

function Filter({ name, value, onChange }: FilterProps) {
  const { t } = useTranslation();
  const options = useOptions(name);
  return (
    <label className="figure-filter narrows">
      <span>{t(`figure_split.${name}`)}</span>
      <select className="native" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('figures.all')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function useOptions(name: FilterName): { value: string; label: string }[] {
  const { t } = useTranslation();
  const can = useCan();
  const me = useMe();
  const local = useLocalText();
  const names = useNames();
  const teams = useQuery({ ...allTeamsQuery, enabled: name === 'team' });
  const staff = useQuery({ ...staffSearchQuery(''), enabled: name === 'person' && can('people.read') });
  const [types, categories, obligations] = [
    useEntries('types'),
    useEntries('categories'),
    useEntries('obligations'),
  ];
  switch (name) {
    case 'team':
      return (teams.data ?? []).map((team) => ({ value: team.id, label: local(team.name) }));
    case 'person':
      return [
        { value: 'me', label: t('figures.me') },
        ...(staff.data ?? [])
          .filter((person) => person.id !== me.user.id)
          .map((person) => ({ value: person.id, label: person.name })),
      ];
    case 'channel':
      return channels.map((key) => ({ value: key, label: textIfAny(`channel.${key}`) ?? key }));
    case 'type':
      return types.map(({ key }) => ({ value: key, label: names.type(key) }));
    case 'category':
      return categories.map(({ key }) => ({ value: key, label: names.category(key) }));
    case 'obligation':
      return obligations.map(({ key }) => ({ value: key, label: names.obligation(key) }));
  }
}
