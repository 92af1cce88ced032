import type { TargetOrMinutes } from '@shouwen/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromUnit, inUnit, type TargetUnit, targetUnits, unitsWithNumber } from './target-units.ts';

interface TargetFieldProps {
  label: string;
  value: TargetOrMinutes;
  onChange: (target: TargetOrMinutes) => void;
}

/** How long something may take: a number and what it counts, or the end of a day. */
export function TargetField({ label, value, onChange }: TargetFieldProps) {
  const { t } = useTranslation();
  const known = inUnit(value);
  const [unit, setUnit] = useState<TargetUnit | 'other'>(known?.unit ?? 'other');
  const [text, setText] = useState(String(known?.amount ?? ''));
  const take = (typed: string, chosen: TargetUnit | 'other') => {
    setText(typed);
    setUnit(chosen);
    const target = chosen === 'other' ? null : fromUnit(Number(typed), chosen);
    if (target !== null) onChange(target);
  };
  return (
    <span className="minutes">
      {unit !== 'other' && unitsWithNumber.has(unit) && (
        <input
          className="native num"
          type="number"
          min={1}
          aria-label={label}
          value={text}
          onChange={(event) => take(event.target.value, unit)}
        />
      )}
      <select
        className="native"
        aria-label={t('settings.unit_of', { label })}
        value={unit}
        onChange={(event) =>
          take(text || '1', targetUnits.find((each) => each === event.target.value) ?? 'other')
        }
      >
        {targetUnits.map((each) => (
          <option key={each} value={each}>
            {t(`unit_name.${each}`)}
          </option>
        ))}
        {known === null && <option value="other">{t('unit_name.other')}</option>}
      </select>
    </span>
  );
}
