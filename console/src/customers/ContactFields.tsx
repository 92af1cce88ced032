import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Bound } from '../shared/form.tsx';
import { Icon } from '../shared/icons.tsx';
import type { ContactValue } from './customer-values.ts';

/** Mail addresses and phones, as many as there are; the first of each kind that is marked is the main one. */
export function ContactFields({ value, onChange, error }: Bound<ContactValue[]>) {
  const { t } = useTranslation();
  const change = (index: number, changes: Partial<ContactValue>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...changes } : each)));
  const add = (kind: ContactValue['kind']) =>
    onChange([
      ...value,
      { kind, value: '', primary: !value.some((each) => each.kind === kind && each.primary) },
    ]);
  const choose = (index: number) =>
    onChange(
      value.map((each, at) => (each.kind === value[index]?.kind ? { ...each, primary: at === index } : each)),
    );
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('customers.contacts')}</legend>
      {value.map((contact, index) => {
        const label = contact.kind === 'email' ? t('auth.email') : t('field.phone');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity until they are saved
          <div key={index} className="row">
            <Icon name={contact.kind === 'email' ? 'mail' : 'phone'} />
            <input
              className="native grow"
              type={contact.kind === 'email' ? 'email' : 'tel'}
              aria-label={label}
              placeholder={label}
              value={contact.value}
              onChange={(event) => change(index, { value: event.target.value })}
            />
            <label className="check small">
              <input
                type="radio"
                name={`primary-${contact.kind}`}
                checked={contact.primary}
                onChange={() => choose(index)}
              />
              <span>{t('customers.main')}</span>
            </label>
            <button
              type="button"
              className="icon-button"
              aria-label={t('customers.remove_contact', { contact: contact.value || label })}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" />
            </button>
          </div>
        );
      })}
      {error && <div className="field-error">{error}</div>}
      <div className="row">
        <Button size="small" icon={<Icon name="plus" size={13} />} onClick={() => add('email')}>
          {t('auth.email')}
        </Button>
        <Button size="small" icon={<Icon name="plus" size={13} />} onClick={() => add('phone')}>
          {t('field.phone')}
        </Button>
      </div>
    </fieldset>
  );
}
