import { type ScheduleDays, SchedulePeriod, Weekday } from '@shouwen/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../settings/forms/NumberField.tsx';
import { useNow } from '../shared/clock.ts';
import { AreaField, SelectField, TextField } from '../shared/fields.tsx';
import { MultiPicker } from '../shared/Picker.tsx';
import { dayRules, daysIn, numbersIn, ruleOf, startOf } from './days.ts';

interface DaysFieldProps {
  value: ScheduleDays;
  onChange: (days: ScheduleDays) => void;
}

/** On which days something comes round. */
export function DaysField({ value, onChange }: DaysFieldProps) {
  const { t } = useTranslation();
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const rule = ruleOf(value);
  return (
    <>
      <SelectField
        label={t('schedule.days')}
        options={dayRules.map((each) => ({ value: each, label: t(`schedule.days_${each}`) }))}
        value={rule}
        onChange={(chosen) => {
          const next = dayRules.find((each) => each === chosen);
          if (next) onChange(startOf(next, today));
        }}
      />
      <DayDetails key={rule} value={value} onChange={onChange} />
    </>
  );
}

function DayDetails({ value, onChange }: DaysFieldProps) {
  const { t } = useTranslation();
  const weekdays = Weekday.options.map((each) => ({ value: each, label: t(`weekday.${each}`) }));
  const [line, setLine] = useState(lineOf(value));
  if ('weekdays' in value)
    return (
      <MultiPicker
        label={t('schedule.weekdays')}
        options={weekdays}
        value={value.weekdays}
        onChange={(chosen) => onChange({ weekdays: Weekday.options.filter((each) => chosen.includes(each)) })}
      />
    );
  if ('month_days' in value)
    return (
      <TextField
        label={t('schedule.month_days')}
        help={t('schedule.month_days_help')}
        value={line}
        onChange={(typed) => {
          setLine(typed);
          onChange({ month_days: numbersIn(typed) });
        }}
      />
    );
  if ('before_day' in value)
    return (
      <div className="row wrap">
        <SelectField
          label={t('schedule.weekday')}
          options={weekdays}
          value={value.weekday}
          onChange={(chosen) =>
            onChange({ ...value, weekday: Weekday.options.find((each) => each === chosen) ?? value.weekday })
          }
        />
        <NumberField
          label={t('schedule.before_day')}
          value={value.before_day}
          onChange={(before_day) => onChange({ ...value, before_day })}
        />
      </div>
    );
  if ('first_of' in value)
    return (
      <PeriodField
        label={t('schedule.period')}
        value={value.first_of}
        onChange={(first_of) => onChange({ first_of })}
      />
    );
  if ('dates' in value)
    return (
      <AreaField
        label={t('schedule.dates')}
        help={t('schedule.dates_help')}
        value={line}
        onChange={(typed) => {
          setLine(typed);
          onChange({ ...value, dates: daysIn(typed) });
        }}
      />
    );
  return null;
}

function lineOf(days: ScheduleDays): string {
  if ('month_days' in days) return days.month_days.join(', ');
  return 'dates' in days ? days.dates.join('\n') : '';
}

interface PeriodFieldProps {
  label: string;
  value: SchedulePeriod;
  onChange: (period: SchedulePeriod) => void;
}

/** A week, a month, and so on. */
export function PeriodField({ label, value, onChange }: PeriodFieldProps) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={label}
      options={SchedulePeriod.options.map((each) => ({ value: each, label: t(`schedule.period_${each}`) }))}
      value={value}
      onChange={(chosen) => onChange(SchedulePeriod.options.find((each) => each === chosen) ?? value)}
    />
  );
}
