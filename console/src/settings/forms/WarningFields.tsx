import type { SectionValue } from '@shouwen/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import { MinutesField } from './MinutesField.tsx';

type Warnings = SectionValue<'obligations'>['warn'];

/** When to warn: at a share of the budget, or so long before it is due. */
export function WarningFields({
  value,
  onChange,
}: {
  value: Warnings;
  onChange: (warnings: Warnings) => void;
}) {
  const { t } = useTranslation();
  const replace = (index: number, warning: Warnings[number]) =>
    onChange(value.map((each, at) => (at === index ? warning : each)));
  return (
    <fieldset className="segmented-field stack" style={{ gap: 6 }}>
      <legend className="field-label">{t('settings.warn')}</legend>
      {value.map((warning, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
        <div key={index} className="row wrap">
          {'share' in warning ? (
            <>
              <input
                className="native num short"
                type="number"
                min={5}
                max={99}
                aria-label={t('settings.warn_share')}
                value={Math.round(warning.share * 100)}
                onChange={(event) => replace(index, { share: Number(event.target.value) / 100 })}
              />
              <span>{t('settings.warn_share')}</span>
            </>
          ) : (
            <>
              <MinutesField
                narrow
                label={t('settings.warn_before')}
                value={warning.before_minutes}
                onChange={(before_minutes) => replace(index, { before_minutes })}
              />
              <span>{t('settings.warn_before')}</span>
            </>
          )}
          <button
            type="button"
            className="icon-button small end"
            aria-label={t('settings.remove_warning')}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <Icon name="close" size={13} />
          </button>
        </div>
      ))}
      <div className="row">
        <Button size="small" onClick={() => onChange([...value, { share: 0.75 }])}>
          {t('settings.add_share')}
        </Button>
        <Button size="small" onClick={() => onChange([...value, { before_minutes: 60 }])}>
          {t('settings.add_before')}
        </Button>
      </div>
    </fieldset>
  );
}
