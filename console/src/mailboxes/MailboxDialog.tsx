import { languages } from '@shouwen/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useEntries, useNames } from '../shared/config.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { languageOptions } from '../shared/languages.ts';
import { TeamPicker } from '../shared/TeamPicker.tsx';
import { toast } from '../shared/toasts.tsx';
import { DkimFields } from './DkimFields.tsx';
import { FilterFields } from './FilterFields.tsx';
import './mailboxes.css';
import { bodyOf, secretsOf, valuesOf } from './mailbox-values.ts';
import { type Mailbox, mailboxesQuery } from './queries.ts';
import { ReceiveFields } from './ReceiveFields.tsx';
import { SendFields } from './SendFields.tsx';
import { SignatureField } from './SignatureField.tsx';
import { TryPart } from './TryPart.tsx';

/** Adds a mailbox, or changes one: what it is called, what becomes of its mail, how that comes and leaves. */
export default function MailboxDialog({ mailbox, onClose }: { mailbox?: Mailbox; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const names = useNames();
  const types = useEntries('types');
  const calendars = useEntries('calendars');
  const form = useForm(valuesOf(mailbox));
  const { values, set, bind } = form;
  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(values, languages);
      return mailbox
        ? call('changeMailbox', { params: { id: mailbox.id }, body }, { ifMatch: mailbox.etag })
        : call('createMailbox', { body });
    },
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
      toast(t('common.saved'));
    },
    onError: form.failAs({ 'dkim.domain': 'dkim_domain', 'dkim.selector': 'dkim_selector' }),
  });
  return (
    <FormDialog
      title={mailbox?.address ?? t('mailbox.add')}
      action={t('common.save')}
      width={720}
      busy={save.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => {
        form.clearMessage();
        save.mutate();
      }}
      onClose={onClose}
    >
      <div className="columns">
        <TextField
          label={t('mailbox.address')}
          type="email"
          autoFocus={!mailbox}
          required
          {...bind('address')}
        />
        <TextField label={t('mailbox.name')} help={t('mailbox.name_help')} required {...bind('name')} />
      </div>
      <TextField
        label={t('mailbox.aliases')}
        help={t('mailbox.aliases_help')}
        required={false}
        {...bind('aliases')}
      />
      <fieldset className="mailbox-part">
        <legend>{t('mailbox.tickets')}</legend>
        <div className="columns">
          <TeamPicker label={t('mailbox.team')} required={false} {...bind('team_id')} />
          <SelectField
            label={t('mailbox.type')}
            required={false}
            empty={t('mailbox.default_type')}
            options={types.map(({ key }) => ({ value: key, label: names.type(key) }))}
            {...bind('ticket_type')}
          />
        </div>
        <div className="columns">
          <SelectField
            label={t('mailbox.language')}
            required={false}
            empty={t('mailbox.language_of_mail')}
            options={languageOptions}
            {...bind('language')}
          />
          <SelectField
            label={t('mailbox.hours')}
            help={t('mailbox.hours_help')}
            required={false}
            empty={t('mailbox.no_hours')}
            options={calendars.map(({ key }) => ({ value: key, label: names.calendar(key) }))}
            {...bind('calendar')}
          />
        </div>
        <CheckField
          label={t('mailbox.acknowledge')}
          help={t('mailbox.acknowledge_help')}
          {...bind('acknowledge')}
        />
        <SelectField
          label={t('mailbox.same_mail')}
          help={t('mailbox.same_mail_help')}
          options={(['one_ticket', 'linked_tickets'] as const).map((value) => ({
            value,
            label: t(`same_mail.${value}`),
          }))}
          {...bind('same_mail')}
        />
        <CheckField
          label={t('mailbox.catch_all')}
          help={t('mailbox.catch_all_help')}
          {...bind('catch_all')}
        />
        <SignatureField label={t('mailbox.signature')} {...bind('signature')} />
      </fieldset>
      <ReceiveFields values={values} set={set} mailbox={mailbox} />
      <SendFields values={values} set={set} mailbox={mailbox} />
      <TryPart
        body={() => ({
          ...(mailbox ? { id: mailbox.id } : {}),
          address: values.address,
          receive: values.receive,
          send: values.send,
          ...secretsOf(values),
        })}
        ways={{ receive: values.receive.way === 'imap', send: values.send.way === 'smtp' }}
      />
      <DkimFields form={form} mailbox={mailbox} />
      <FilterFields filters={values.filters} onChange={(filters) => set({ filters })} />
      <CheckField label={t('common.active')} help={t('mailbox.active_help')} {...bind('active')} />
    </FormDialog>
  );
}
