import { useTranslation } from 'react-i18next';
import { CheckField, TextField } from '../shared/fields.tsx';
import type { useForm } from '../shared/form.tsx';
import type { MailboxValues } from './mailbox-values.ts';
import type { Mailbox } from './queries.ts';

/** Whether mail is signed, and the record that shows others with what. */
export function DkimFields({
  form: { values, bind },
  mailbox,
}: {
  form: ReturnType<typeof useForm<MailboxValues>>;
  mailbox: Mailbox | undefined;
}) {
  const { t } = useTranslation();
  const record = mailbox?.dkim;
  return (
    <fieldset className="mailbox-part">
      <legend>{t('mailbox.dkim')}</legend>
      <CheckField label={t('mailbox.signs')} help={t('mailbox.signs_help')} {...bind('signs')} />
      {values.signs && (
        <div className="columns">
          <TextField
            label={t('mailbox.dkim_domain')}
            placeholder={values.address.split('@')[1] ?? ''}
            {...bind('dkim_domain')}
          />
          <TextField label={t('mailbox.dkim_selector')} {...bind('dkim_selector')} />
        </div>
      )}
      {values.signs &&
        (record ? (
          <div className="small">
            <p className="soft">{t('mailbox.dkim_publish')}</p>
            <p className="mono break">{record.record_name}</p>
            <p className="mono break">{record.record_value}</p>
          </div>
        ) : (
          <p className="small soft">{t('mailbox.dkim_after')}</p>
        ))}
    </fieldset>
  );
}
