import { useTranslation } from 'react-i18next';

const units = ['m', 'h', 'days', 'weeks'] as const;
type Unit = (typeof units)[number];

interface LengthProps {
  label: string;
  /** as the condition language writes it: `45m`, `2h`, `3 days` */
  value: string;
  /** of a date: only whole days make sense */
  days: boolean;
  onChange: (value: string) => void;
}

/** A plain length of time: a number and its unit. */
export function LengthInput({ label, value, days, onChange }: LengthProps) {
  const { t } = useTranslation();
  const [, amount = '', given = ''] = /^(\d+) ?(m|h|days?|weeks?)$/.exec(value) ?? [];
  const unit: Unit = given.startsWith('day')
    ? 'days'
    : given.startsWith('week')
      ? 'weeks'
      : (units.find((each) => each === given) ?? 'days');
  const put = (count: string, of: Unit) =>
    onChange(/^\d{1,5}$/.test(count) ? (of === 'm' || of === 'h' ? `${count}${of}` : `${count} ${of}`) : '');
  return (
    <span className="length-input">
      <input
        className="native num"
        type="number"
        min={0}
        max={99_999}
        aria-label={label}
        value={amount}
        onChange={(event) => put(event.target.value, unit)}
      />
      <select
        className="native"
        aria-label={t('builder.unit')}
        value={unit}
        onChange={(event) => put(amount, units.find((each) => each === event.target.value) ?? 'days')}
      >
        {units
          .filter((each) => !days || each === 'days' || each === 'weeks')
          .map((each) => (
            <option key={each} value={each}>
              {t(`length.${each}`)}
            </option>
          ))}
      </select>
    </span>
  );
}
