import { Asked } from '@shouwen/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CheckField, SelectField } from '../../shared/fields.tsx';
import { Icon } from '../../shared/icons.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { keyFrom } from '../key-from.ts';

const answers = Asked.shape.answer.options;

/** What a checklist or a form asks: each line with its name and how it is answered. */
export function AsksField({ value, onChange }: { value: Asked[]; onChange: (asks: Asked[]) => void }) {
  const { t } = useTranslation();
  const change = (index: number, changes: Partial<Asked>) =>
    onChange(value.map((ask, at) => (at === index ? { ...ask, ...changes } : ask)));
  return (
    <fieldset className="segmented-field stack">
      <legend className="field-label">{t('asks.title')}</legend>
      {value.map((ask, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity until they are saved
        <div key={index} className="choice">
          <LocalTextField
            label={t('asks.name')}
            value={ask.name}
            onChange={(name) => {
              // the key follows the name until it means something else; without Latin letters it is numbered
              const follows = ask.key === keyFrom(ask.name) || /^line_\d+$/.test(ask.key);
              change(index, { name, ...(follows ? { key: keyFrom(name) || `line_${index + 1}` } : {}) });
            }}
          />
          <div className="row wrap">
            <SelectField
              label={t('asks.answer')}
              options={answers.map((each) => ({ value: each, label: t(`asks.answer_${each}`) }))}
              value={ask.answer}
              onChange={(chosen) =>
                change(index, { answer: answers.find((each) => each === chosen) ?? ask.answer })
              }
            />
            <CheckField
              label={t('asks.required')}
              value={ask.required}
              onChange={(required) => change(index, { required })}
            />
            <button
              type="button"
              className="icon-button"
              aria-label={t('asks.remove', { number: index + 1 })}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" />
            </button>
          </div>
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Icon name="plus" size={13} />}
          onClick={() =>
            onChange([
              ...value,
              { key: `line_${value.length + 1}`, name: '', answer: 'check', required: true },
            ])
          }
        >
          {t('asks.add')}
        </Button>
      </div>
    </fieldset>
  );
}
