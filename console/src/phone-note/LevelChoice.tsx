import { Level } from '@shouwen/api';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';

interface LevelChoiceProps {
  label: string;
  value: Level;
  onChange: (value: Level) => void;
  /** a digit was pressed, or Enter left it as it is: on to the next field */
  onDone: () => void;
}

/** Low, normal, high by one key: `1` `2` `3` choose and go on; the arrow keys choose and stay. */
export function LevelChoice({ label, value, onChange, onDone }: LevelChoiceProps) {
  const { t } = useTranslation();
  const name = useId();
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const level = Level.options[Number(event.key) - 1];
    if (level) onChange(level);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    onDone();
  };
  return (
    <fieldset className="segmented-field">
      <legend className="field-label">{label}</legend>
      <div className="segmented">
        {Level.options.map((level, index) => (
          <label key={level} className={level === value ? 'chosen' : ''} data-key={index + 1}>
            <input
              type="radio"
              className="sr"
              aria-label={t(`level.${level}`)}
              aria-keyshortcuts={String(index + 1)}
              name={name}
              checked={level === value}
              onKeyDown={onKey}
              onChange={() => onChange(level)}
            />
            {t(`level.${level}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
