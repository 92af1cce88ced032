import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const units = { minutes: 1, hours: 60, days: 1440 } as const;
type Unit = keyof typeof units;
const names = Object.keys(units) as Unit[];

/** The largest unit in which a length is a whole number. */
function unitOf(minutes: number): Unit {
  if (minutes % units.days === 0) return 'days';
  return minutes % units.hours === 0 ? 'hours' : 'minutes';
}

interface MinutesFieldProps {
  label: string;
  /** not wider than needed: words follow on the same line */
  narrow?: boolean;
  value: number;
  onChange: (minutes: number) => void;
}

/** A length of time as a number and a unit; kept in minutes. */
export function MinutesField({ label, narrow = false, value, onChange }: MinutesFieldProps) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<Unit>(unitOf(value));
  const [text, setText] = useState(String(value / units[unitOf(value)]));
  const take = (typed: string, chosen: Unit) => {
    setText(typed);
    setUnit(chosen);
    const minutes = Math.round(Number(typed) * units[chosen]);
    if (minutes > 0) onChange(minutes);
  };
  return (
    <span className={narrow ? 'minutes narrow-minutes' : 'minutes'}>
      <input
        className="native num"
        type="number"
        min={1}
        aria-label={label}
        value={text}
        onChange={(event) => take(event.target.value, unit)}
      />
      <select
        className="native"
        aria-label={t('settings.unit_of', { label })}
        value={unit}
        onChange={(event) => take(text, names.find((each) => each === event.target.value) ?? unit)}
      >
        {names.map((each) => (
          <option key={each} value={each}>
            {t(`unit_name.${each}`)}
          </option>
        ))}
      </select>
    </span>
  );
}
