import type { SpecialDay } from '@shouwen/api';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { currentLanguage } from '../shared/i18n.ts';
import { Picker } from '../shared/Picker.tsx';
import { problemText } from '../shared/problem.ts';
import { toast } from '../shared/toasts.tsx';

const countriesQuery = (language: string) =>
  queryOptions({
    queryKey: ['holidays', 'countries', language],
    queryFn: async () => (await call('holidayCountries', {})).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

interface HolidayImportProps {
  days: readonly SpecialDay[];
  onChange: (days: SpecialDay[]) => void;
}

/** Adds the holidays of a country or region, this year and next; days that are there already stay as they are. */
export function HolidayImport({ days, onChange }: HolidayImportProps) {
  const { t } = useTranslation();
  const year = new Date(useNow()).getUTCFullYear();
  const { data: countries = [], isPending } = useQuery(countriesQuery(currentLanguage()));
  const [country, setCountry] = useState<string | null>(null);
  const [region, setRegion] = useState<string | null>(null);
  const regions = countries.find((each) => each.country === country)?.regions ?? [];
  const add = useMutation({
    mutationFn: (chosen: string) =>
      call('holidays', { query: { country: chosen, ...(region ? { region } : {}), from: year, years: 2 } }),
    onSuccess: ({ items }) => {
      const there = new Set(days.map((one) => one.day));
      const added = items.filter((one) => !there.has(one.day));
      onChange([...days, ...added].sort((a, b) => (a.day < b.day ? -1 : 1)));
      toast(t('calendar.holidays_added', { n: added.length }));
    },
    onError: (error) => toast(problemText(error)),
  });
  return (
    <div className="holiday-import">
      <Picker
        label={t('calendar.country')}
        required={false}
        loading={isPending}
        options={countries.map((each) => ({ value: each.country, label: each.name }))}
        value={country}
        onChange={(chosen) => {
          setCountry(chosen);
          setRegion(null);
        }}
      />
      {regions.length > 0 && (
        <Picker
          label={t('calendar.region')}
          required={false}
          options={regions.map((each) => ({ value: each.key, label: each.name }))}
          value={region}
          onChange={setRegion}
        />
      )}
      <Button
        disabled={country === null}
        loading={add.isPending}
        onClick={() => country !== null && add.mutate(country)}
      >
        {t('calendar.add_holidays', { from: year, to: year + 1 })}
      </Button>
    </div>
  );
}
