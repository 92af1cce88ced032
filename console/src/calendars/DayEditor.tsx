import type { CalendarValue, SpecialDay } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../shared/fields.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { isBlankText } from './closures.ts';
import { type Weekday, weekdays } from './days.ts';
import { IntervalsField } from './IntervalsField.tsx';

const kinds = ['usual', 'closed', 'hours', 'like'] as const;
type Kind = (typeof kinds)[number];

interface DayEditorProps {
  day: string;
  value: CalendarValue;
  onChange: (changes: Partial<CalendarValue>) => void;
}

/** What one day is: as usual, a holiday, with hours of its own, or with those of another weekday. */
export function DayEditor({ day, value, onChange }: DayEditorProps) {
  const { t } = useTranslation();
  const special = value.days.find((one) => one.day === day);
  const kind = kindOf(special);
  const put = (next: SpecialDay | null) => {
    const others = value.days.filter((one) => one.day !== day);
    const days = next ? [...others, next].sort((a, b) => (a.day < b.day ? -1 : 1)) : others;
    onChange({ days });
  };
  const named = special?.name === undefined ? {} : { name: special.name };
  const become = (chosen: Kind) => {
    if (chosen === 'usual') put(null);
    else if (chosen === 'closed') put({ day, ...named, hours: [] });
    else if (chosen === 'hours') put({ day, ...named, hours: ['09:00-12:00'] });
    else put({ day, ...named, like: 'mon' });
  };
  const like = (chosen: string): Weekday => weekdays.find((each) => each === chosen) ?? 'mon';
  return (
    <section className="panel day-editor" aria-label={day}>
      <h3 className="num">{day}</h3>
      <SelectField
        label={t('calendar.this_day')}
        options={kinds.map((each) => ({ value: each, label: t(`calendar.day_${each}`) }))}
        value={kind}
        onChange={(chosen) => become(kinds.find((each) => each === chosen) ?? 'usual')}
      />
      {special && 'hours' in special && special.hours.length > 0 && (
        <IntervalsField
          label={t('calendar.hours')}
          value={special.hours}
          onChange={(hours) => put({ ...special, hours })}
        />
      )}
      {special && 'like' in special && (
        <SelectField
          label={t('calendar.hours_of')}
          options={weekdays.map((each) => ({ value: each, label: t(`weekday.${each}`) }))}
          value={special.like}
          onChange={(chosen) => put({ day, ...named, like: like(chosen) })}
        />
      )}
      {special && (
        <LocalTextField
          label={t('settings.name')}
          required={false}
          value={special.name ?? ''}
          onChange={(name) => {
            const { name: _, ...rest } = special;
            put(isBlankText(name) ? rest : { ...rest, name });
          }}
        />
      )}
    </section>
  );
}

function kindOf(special: SpecialDay | undefined): Kind {
  if (!special) return 'usual';
  if ('like' in special) return 'like';
  return special.hours.length > 0 ? 'hours' : 'closed';
}
