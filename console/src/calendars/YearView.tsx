import type { CalendarValue } from '@shouwen/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/clock.ts';
import { currentLanguage } from '../shared/i18n.ts';
import { Icon } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { DayEditor } from './DayEditor.tsx';
import { monthGrid, stateOf } from './days.ts';

interface YearViewProps {
  value: CalendarValue;
  onChange: (changes: Partial<CalendarValue>) => void;
}

const months = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** A year at a glance: open, closed and special days; a click makes a day special, or as usual again. */
export function YearView({ value, onChange }: YearViewProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const [year, setYear] = useState(new Date(useNow()).getUTCFullYear());
  const [day, setDay] = useState<string | null>(null);
  const month = new Intl.DateTimeFormat(currentLanguage(), { month: 'long', timeZone: 'UTC' });
  const names = new Map(value.days.map((one) => [one.day, one.name === undefined ? '' : local(one.name)]));
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('calendar.year')}</legend>
      <div className="row" style={{ gap: 8 }}>
        <button
          type="button"
          className="icon-button small"
          aria-label={t('calendar.year_before')}
          onClick={() => setYear(year - 1)}
        >
          <Icon name="left" size={14} />
        </button>
        <span className="strong num">{year}</span>
        <button
          type="button"
          className="icon-button small"
          aria-label={t('calendar.year_after')}
          onClick={() => setYear(year + 1)}
        >
          <Icon name="right" size={14} />
        </button>
        <span className="year-legend small soft">
          <i className="day open" aria-hidden="true" /> {t('calendar.open')}
          <i className="day special open" aria-hidden="true" /> {t('calendar.special_open')}
          <i className="day special" aria-hidden="true" /> {t('calendar.holiday')}
        </span>
      </div>
      <div className="year">
        {months.map((index) => (
          <div key={`${year}-${index + 1}`} className="month">
            <span className="small strong">{month.format(Date.UTC(year, index, 1))}</span>
            <div className="month-days">
              {monthGrid(year, index).map((one, at) => {
                // biome-ignore lint/suspicious/noArrayIndexKey: empty places before the first of the month
                if (one === null) return <span key={at} />;
                const { kind, open } = stateOf(value, one);
                const name = names.get(one);
                return (
                  <button
                    key={one}
                    type="button"
                    className={`day ${kind} ${open ? 'open' : ''}`}
                    aria-pressed={one === day}
                    aria-label={[one, open ? t('calendar.open') : t('calendar.closed'), name]
                      .filter(Boolean)
                      .join(', ')}
                    title={name || undefined}
                    onClick={() => setDay(one === day ? null : one)}
                  >
                    {Number(one.slice(8))}
                  </button>
                );
              })}
            </div>
          </div>
        ))}
      </div>
      {day && <DayEditor key={day} day={day} value={value} onChange={onChange} />}
    </fieldset>
  );
}
