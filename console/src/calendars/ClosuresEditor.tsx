import type { CalendarValue } from '@shouwen/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { isBlankText, sortedClosures } from './closures.ts';

type Closure = CalendarValue['closures'][number];

interface ClosuresEditorProps {
  value: readonly Closure[];
  onChange: (closures: Closure[]) => void;
}

/** Stretches of days on which nobody is there, such as works holidays: from one day to another, both included. */
export function ClosuresEditor({ value, onChange }: ClosuresEditorProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const [next, setNext] = useState({ from: '', to: '' });
  const put = (index: number, closure: Closure) =>
    onChange(value.map((one, at) => (at === index ? closure : one)));
  const add = () => {
    onChange(sortedClosures([...value, next]));
    setNext({ from: '', to: '' });
  };
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('calendar.closures')}</legend>
      <p className="help">{t('calendar.closures_help')}</p>
      {value.map((closure, index) => {
        const name = closure.name === undefined ? '' : local(closure.name);
        const label = name || `${closure.from} – ${closure.to}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
          <section key={index} className="closure-box" aria-label={label}>
            <div className="row wrap">
              <Days label={label} value={closure} onChange={(days) => put(index, { ...closure, ...days })} />
              <button
                type="button"
                className="icon-button small end"
                aria-label={t('calendar.remove_closure', { name: label })}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <Icon name="close" size={13} />
              </button>
            </div>
            <details>
              <summary className="small">{name || t('calendar.name_closure')}</summary>
              <LocalTextField
                label={t('settings.name')}
                required={false}
                value={closure.name ?? ''}
                onChange={(typed) => {
                  const { name: _, ...days } = closure;
                  put(index, isBlankText(typed) ? days : { ...days, name: typed });
                }}
              />
            </details>
          </section>
        );
      })}
      <div className="row wrap">
        <Days label={t('calendar.new_closure')} value={next} onChange={setNext} />
        <button type="button" className="link" disabled={!next.from || next.to < next.from} onClick={add}>
          {t('calendar.add_closure')}
        </button>
      </div>
    </fieldset>
  );
}

interface DaysProps {
  label: string;
  value: { from: string; to: string };
  onChange: (days: { from: string; to: string }) => void;
}

/** The first and the last day. */
function Days({ label, value, onChange }: DaysProps) {
  const { t } = useTranslation();
  return (
    <span className="row" style={{ gap: 6 }}>
      <input
        type="date"
        className="native hours-choice"
        aria-label={t('calendar.first_day', { name: label })}
        value={value.from}
        max={value.to || undefined}
        onChange={({ target: { value: from } }) => onChange({ from, to: value.to < from ? from : value.to })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        className="native hours-choice"
        aria-label={t('calendar.last_day', { name: label })}
        value={value.to}
        min={value.from || undefined}
        onChange={({ target: { value: to } }) => onChange({ from: value.from, to })}
      />
    </span>
  );
}
