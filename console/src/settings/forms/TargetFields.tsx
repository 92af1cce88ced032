import type { SectionValue } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../../shared/config.ts';
import { Icon } from '../../shared/icons.tsx';
import { PriorityTargets } from './PriorityTargets.tsx';

type Target = SectionValue<'obligations'>['target'];

/** How long it may take, by priority, and by ticket type where that differs. */
export function TargetFields({ value, onChange }: { value: Target; onChange: (target: Target) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const types = useEntries('types');
  const byType = value.by_type ?? {};
  const free = types.filter((type) => !(type.key in byType));
  const setRow = (key: string, row: Target['default'] | null) => {
    const next = { ...byType };
    if (row) next[key] = row;
    else delete next[key];
    onChange({ default: value.default, ...(Object.keys(next).length > 0 ? { by_type: next } : {}) });
  };
  const rows = [
    { key: null, label: t('settings.every_type'), row: value.default },
    ...Object.entries(byType).map(([key, row]) => ({ key, label: names.type(key), row })),
  ];
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('settings.target')}</legend>
      <p className="help">{t('settings.target_help')}</p>
      {rows.map(({ key, label, row }) => (
        <div key={key ?? ''} className="target">
          <div className="row">
            <span className="strong small grow">{label}</span>
            {key !== null && (
              <button
                type="button"
                className="icon-button small"
                aria-label={t('settings.remove_target', { type: label })}
                onClick={() => setRow(key, null)}
              >
                <Icon name="close" size={13} />
              </button>
            )}
          </div>
          <PriorityTargets
            label={label}
            value={row}
            onChange={(changed) => {
              if (key === null) onChange({ ...value, default: changed });
              else setRow(key, changed);
            }}
          />
        </div>
      ))}
      {free.length > 0 && (
        <select
          className="native add-target"
          aria-label={t('settings.add_target')}
          value=""
          onChange={(event) => setRow(event.target.value, { ...value.default })}
        >
          <option value="">{t('settings.add_target')}</option>
          {free.map((type) => (
            <option key={type.key} value={type.key}>
              {names.type(type.key)}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
