import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../shared/fields.tsx';
import type { MailboxValues } from './mailbox-values.ts';
import { OauthFields } from './OauthFields.tsx';
import type { Mailbox, Smtp } from './queries.ts';
import { ServerFields } from './ServerFields.tsx';

const signIns = ['as_receive', 'password', 'oauth2', 'none'] as const;

/** How mail leaves. */
export function SendFields({
  values,
  set,
  mailbox,
}: {
  values: MailboxValues;
  set: (changes: Partial<MailboxValues>) => void;
  mailbox: Mailbox | undefined;
}) {
  const { t } = useTranslation();
  const { send, receive } = values;
  const fetched = receive.way === 'imap';
  const put = (changes: Partial<Smtp>) => {
    if (send.way === 'smtp') set({ send: { ...send, ...changes } });
  };
  const choose = (way: string) => {
    if (way !== 'smtp') return set({ send: { way: 'installation' } });
    const sign_in = fetched ? ('as_receive' as const) : ('password' as const);
    const user = fetched ? {} : { user: values.address };
    set({ send: { way: 'smtp', host: '', port: 465, security: 'tls', sign_in, ...user } });
  };
  return (
    <fieldset className="mailbox-part">
      <legend>{t('mailbox.send')}</legend>
      <SelectField
        label={t('mailbox.send_way')}
        help={t(`mail_way_help.${send.way}`)}
        options={(['installation', 'smtp'] as const).map((value) => ({
          value,
          label: t(`mail_way.${value}`),
        }))}
        value={send.way}
        onChange={choose}
      />
      {send.way === 'smtp' && (
        <>
          <ServerFields server={send} ports={{ tls: 465, starttls: 587, plain: 25 }} onChange={put} />
          <div className="columns">
            <SelectField
              label={t('mailbox.sign_in')}
              options={signIns
                .filter((value) => fetched || value !== 'as_receive')
                .map((value) => ({ value, label: t(`mail_sign_in.${value}`) }))}
              value={send.sign_in}
              onChange={(chosen) => put({ sign_in: signIns.find((each) => each === chosen) ?? 'none' })}
            />
            {(send.sign_in === 'password' || send.sign_in === 'oauth2') && (
              <TextField
                label={t('mailbox.user')}
                autoComplete="off"
                spellCheck={false}
                value={send.user ?? ''}
                onChange={(user) => put({ user })}
              />
            )}
          </div>
          {send.sign_in === 'password' && (
            <TextField
              label={t('mailbox.password')}
              type="password"
              autoComplete="new-password"
              {...(mailbox?.send_secret.password ? { help: t('mailbox.secret_kept'), required: false } : {})}
              value={values.send_password}
              onChange={(send_password) => set({ send_password })}
            />
          )}
          {send.sign_in === 'oauth2' && (
            <OauthFields
              way="send"
              oauth={send.oauth}
              secret={values.send_client_secret}
              mailbox={mailbox}
              onChange={(oauth) => put({ oauth })}
              onSecret={(send_client_secret) => set({ send_client_secret })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}
