import type { Language } from '@shouwen/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { languageNames } from '../../shared/languages.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';

const variables = [
  'customer.name',
  'ticket.number',
  'ticket.subject',
  'ticket.link',
  'answer.expected',
  'message',
  'agent.name',
  'mailbox.name',
  'mailbox.signature',
  'organisation.name',
] as const;
const languages: readonly Language[] = ['zh', 'en', 'es'];

export function MailTemplateForm({ value, onChange }: ValueFormProps<'mail_templates'>) {
  const { t } = useTranslation();
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <LocalTextField
        label={t('field.subject')}
        value={value.subject}
        onChange={(subject) => onChange({ subject })}
      />
      <LocalTextField
        label={t('settings.text')}
        long
        value={value.body}
        onChange={(body) => onChange({ body })}
      />
      <p className="help">
        {t('settings.variables')}{' '}
        {variables.map((variable) => (
          <code key={variable} className="variable">{`{{${variable}}}`}</code>
        ))}
      </p>
      <Preview value={value} />
    </>
  );
}

/** The mail as somebody would get it, with made-up values. */
function Preview({ value }: Pick<ValueFormProps<'mail_templates'>, 'value'>) {
  const { t, i18n } = useTranslation();
  const [language, setLanguage] = useState<Language>(
    languages.find((each) => each === i18n.resolvedLanguage) ?? 'en',
  );
  const say = (text: typeof value.body) => {
    const inLanguage =
      typeof text === 'string' ? text : (text[language] ?? text.en ?? text.zh ?? text.es ?? '');
    return inLanguage
      .replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) => {
        const variable = variables.find((each) => each === name);
        return variable ? t(`mail_sample.${variable}`) : whole;
      })
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  };
  return (
    <section className="stack" aria-label={t('settings.preview')}>
      <Segmented
        label={t('settings.preview')}
        value={language}
        options={languages.map((each) => ({ value: each, label: languageNames[each] }))}
        onChange={setLanguage}
      />
      <div className="mail-preview stack" lang={language}>
        <strong>{say(value.subject)}</strong>
        <div className="prose">{say(value.body)}</div>
      </div>
    </section>
  );
}

export function MailTemplateSummary({ entry }: SummaryProps<'mail_templates'>) {
  const local = useLocalText();
  return <span className="cut">{local(entry.value.body)}</span>;
}
