import type { CalendarValue } from '@shouwen/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WeekPainter } from './WeekPainter.tsx';

type Hours = CalendarValue['hours'];

/** Weekly hours, and those that take their place from a day on. */
export function HoursEditor({ value, onChange }: { value: Hours; onChange: (hours: Hours) => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const [from, setFrom] = useState('');
  const place = Math.min(chosen, value.length - 1);
  const shown = value[place];
  const add = () => {
    const before = value.findLast((one) => one.from === null || one.from < from);
    if (!from || value.some((one) => one.from === from)) return;
    const hours = [...value, { from, week: { ...before?.week } }].sort((a, b) =>
      (a.from ?? '') < (b.from ?? '') ? -1 : 1,
    );
    onChange(hours);
    setChosen(hours.findIndex((one) => one.from === from));
    setFrom('');
  };
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('calendar.hours')}</legend>
      <div className="row wrap" style={{ gap: 8 }}>
        <select
          className="native hours-choice"
          aria-label={t('calendar.which_hours')}
          value={place}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {value.map((one, index) => (
            <option key={one.from ?? ''} value={index}>
              {one.from === null ? t('calendar.from_always') : t('calendar.from_day', { day: one.from })}
            </option>
          ))}
        </select>
        {place > 0 && (
          <button
            type="button"
            className="link"
            onClick={() => onChange(value.filter((_, index) => index !== place))}
          >
            {t('common.remove')}
          </button>
        )}
        <span className="row" style={{ gap: 4, marginLeft: 'auto' }}>
          <input
            type="date"
            className="native hours-choice"
            aria-label={t('calendar.other_hours_from')}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <button type="button" className="link" disabled={!from} onClick={add}>
            {t('calendar.add_hours')}
          </button>
        </span>
      </div>
      {shown && (
        <WeekPainter
          key={shown.from ?? ''}
          week={shown.week}
          onChange={(week) => onChange(value.map((one, index) => (index === place ? { ...one, week } : one)))}
        />
      )}
    </fieldset>
  );
}
