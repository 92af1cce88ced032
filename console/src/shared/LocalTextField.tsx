import type { Language, LocalText } from '@shouwen/api';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { GrowingArea } from './fields.tsx';
import type { Bound } from './form.tsx';
import { Icon } from './icons.tsx';
import { languageNames } from './languages.ts';

interface LocalTextFieldProps extends Bound<LocalText> {
  label: string;
  help?: string;
  required?: boolean;
  /** several lines */
  long?: boolean;
}
const order: readonly Language[] = ['zh', 'en', 'es'];

/** A name or text in up to three languages; at least one is needed. */
export function LocalTextField({
  label,
  help,
  required,
  long = false,
  value,
  onChange,
  error,
}: LocalTextFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const texts = typeof value === 'string' ? { zh: value, en: value, es: value } : value;
  const change = (language: Language, text: string) => {
    const next: Partial<Record<Language, string>> = {};
    for (const each of order) {
      const kept = each === language ? text : texts[each];
      if (kept) next[each] = kept;
    }
    onChange(next);
  };
  return (
    <fieldset className="segmented-field local-text">
      <legend className="field-label">
        {label}
        {required === false && <span className="muted"> · {t('form.optional')}</span>}
      </legend>
      {order.map((language) => {
        const props = {
          id: `${id}-${language}`,
          lang: language,
          value: texts[language] ?? '',
          'aria-label': `${label} (${languageNames[language]})`,
          'aria-invalid': error ? true : undefined,
          onChange: (event: { target: { value: string } }) => change(language, event.target.value),
        };
        return (
          <div key={language} className="row">
            <label htmlFor={props.id} className="small muted local-name">
              {languageNames[language]}
            </label>
            {long ? (
              <GrowingArea {...props} className="native area" rows={2} maxRows={10} />
            ) : (
              <input {...props} className="native" />
            )}
          </div>
        );
      })}
      {error ? (
        <div className="field-error">
          <Icon name="warn" size={13} /> {error}
        </div>
      ) : (
        help && <div className="help">{help}</div>
      )}
    </fieldset>
  );
}
