import type { LocalText } from '@shouwen/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { keyFrom } from '../key-from.ts';

interface Choice {
  key: string;
  name: LocalText;
}

/** The choices of a field: each with a stable key and its name. */
export function ChoicesField({
  value,
  onChange,
}: {
  value: Choice[];
  onChange: (choices: Choice[]) => void;
}) {
  const { t } = useTranslation();
  const change = (index: number, changes: Partial<Choice>) =>
    onChange(value.map((choice, at) => (at === index ? { ...choice, ...changes } : choice)));
  return (
    <fieldset className="segmented-field stack">
      <legend className="field-label">{t('settings.choices')}</legend>
      {value.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity until they are saved
        <div key={index} className="choice">
          <div className="row">
            <input
              className="native mono"
              aria-label={t('settings.key')}
              value={choice.key}
              onChange={(event) => change(index, { key: event.target.value })}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={t('settings.remove_choice', { key: choice.key })}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" />
            </button>
          </div>
          <LocalTextField
            label={t('settings.name')}
            value={choice.name}
            onChange={(name) => {
              // the key follows the name until somebody sets it
              const follows = choice.key === '' || choice.key === keyFrom(choice.name);
              change(index, { name, ...(follows ? { key: keyFrom(name) } : {}) });
            }}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Icon name="plus" size={13} />}
          onClick={() => onChange([...value, { key: '', name: '' }])}
        >
          {t('settings.add_choice')}
        </Button>
      </div>
    </fieldset>
  );
}
