import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../shared/fields.tsx';
import type { MailboxValues } from './mailbox-values.ts';
import { OauthFields } from './OauthFields.tsx';
import type { Imap, Mailbox, Receive } from './queries.ts';
import { ServerFields } from './ServerFields.tsx';

interface PartProps {
  values: MailboxValues;
  set: (changes: Partial<MailboxValues>) => void;
  mailbox: Mailbox | undefined;
}

const fresh: Imap = {
  way: 'imap',
  host: '',
  port: 993,
  security: 'tls',
  user: '',
  sign_in: 'password',
  folder: 'INBOX',
  when_done: 'seen',
};
const ways = ['listener', 'imap', 'none'] as const;

/** How mail comes in. */
export function ReceiveFields({ values, set, mailbox }: PartProps) {
  const { t } = useTranslation();
  const { receive } = values;
  const put = (changes: Partial<Imap>) => {
    if (receive.way === 'imap') set({ receive: { ...receive, ...changes } });
  };
  const choose = (way: string) => {
    const next: Receive =
      way === 'imap' ? { ...fresh, user: values.address } : { way: way === 'none' ? 'none' : 'listener' };
    set({ receive: next });
  };
  return (
    <fieldset className="mailbox-part">
      <legend>{t('mailbox.receive')}</legend>
      <SelectField
        label={t('mailbox.receive_way')}
        help={t(`mail_way_help.${receive.way}`)}
        options={ways.map((value) => ({ value, label: t(`mail_way.${value}`) }))}
        value={receive.way}
        onChange={choose}
      />
      {receive.way === 'imap' && (
        <>
          <ServerFields server={receive} ports={{ tls: 993, starttls: 143, plain: 143 }} onChange={put} />
          <div className="columns">
            <TextField
              label={t('mailbox.user')}
              autoComplete="off"
              spellCheck={false}
              value={receive.user}
              onChange={(user) => put({ user })}
            />
            <SelectField
              label={t('mailbox.sign_in')}
              options={(['password', 'oauth2'] as const).map((value) => ({
                value,
                label: t(`mail_sign_in.${value}`),
              }))}
              value={receive.sign_in}
              onChange={(sign_in) => put({ sign_in: sign_in === 'oauth2' ? 'oauth2' : 'password' })}
            />
          </div>
          {receive.sign_in === 'password' ? (
            <TextField
              label={t('mailbox.password')}
              type="password"
              autoComplete="new-password"
              {...(mailbox?.receive_secret.password
                ? { help: t('mailbox.secret_kept'), required: false }
                : {})}
              value={values.receive_password}
              onChange={(receive_password) => set({ receive_password })}
            />
          ) : (
            <OauthFields
              way="receive"
              oauth={receive.oauth}
              secret={values.receive_client_secret}
              mailbox={mailbox}
              onChange={(oauth) => put({ oauth })}
              onSecret={(receive_client_secret) => set({ receive_client_secret })}
            />
          )}
          <div className="columns">
            <TextField
              label={t('mailbox.folder')}
              value={receive.folder}
              onChange={(folder) => put({ folder })}
            />
            <SelectField
              label={t('mailbox.when_done')}
              options={(['seen', 'move'] as const).map((value) => ({
                value,
                label: t(`mail_done.${value}`),
              }))}
              value={receive.when_done}
              onChange={(when_done) => put({ when_done: when_done === 'move' ? 'move' : 'seen' })}
            />
          </div>
          <div className="columns">
            {receive.when_done === 'move' && (
              <TextField
                label={t('mailbox.move_to')}
                value={receive.move_to ?? ''}
                onChange={(move_to) => put({ move_to })}
              />
            )}
            <TextField
              label={t('mailbox.sent_folder')}
              help={t('mailbox.sent_folder_help')}
              required={false}
              value={receive.sent_folder ?? ''}
              onChange={(sent_folder) => put({ sent_folder: sent_folder || undefined })}
            />
          </div>
        </>
      )}
    </fieldset>
  );
}
