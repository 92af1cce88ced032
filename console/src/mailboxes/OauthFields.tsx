import type { MailWay } from '@shouwen/api';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
import { sayProblem } from '../shared/problem.ts';
import type { Mailbox, Oauth } from './queries.ts';

/** What the large providers publish about themselves; of another one it is typed. */
const known: Record<Oauth['provider'], Omit<Oauth, 'client_id'>> = {
  google: {
    provider: 'google',
    authorize_url: 'https://accounts.google.com/o/oauth2/v2/auth',
    token_url: 'https://oauth2.googleapis.com/token',
    scope: 'https://mail.google.com/',
  },
  microsoft: {
    provider: 'microsoft',
    authorize_url: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    token_url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope:
      'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
  },
  other: { provider: 'other', authorize_url: 'https://', token_url: 'https://', scope: 'offline_access' },
};
const providers = ['google', 'microsoft', 'other'] as const;

interface OauthFieldsProps {
  way: MailWay;
  oauth: Oauth | undefined;
  secret: string;
  mailbox: Mailbox | undefined;
  onChange: (oauth: Oauth) => void;
  onSecret: (secret: string) => void;
}

/** As whom the provider is asked for leave, and the way there. */
export function OauthFields({ way, oauth: given, secret, mailbox, onChange, onSecret }: OauthFieldsProps) {
  const { t } = useTranslation();
  const oauth: Oauth = given ?? { ...known.google, client_id: '' };
  const state = way === 'receive' ? mailbox?.receive_secret : mailbox?.send_secret;
  const saved = way === 'receive' ? mailbox?.receive : mailbox?.send;
  const ready = saved !== undefined && 'oauth' in saved && saved.oauth !== undefined;
  const visit = useMutation({
    mutationFn: () => call('visitMailProvider', { params: { id: mailbox?.id ?? '' }, body: { way } }),
    onSuccess: ({ url }) => location.assign(url),
    onError: sayProblem,
  });
  const put = (changes: Partial<Oauth>) => onChange({ ...oauth, ...changes });
  return (
    <>
      <div className="columns">
        <SelectField
          label={t('mailbox.provider')}
          options={providers.map((value) => ({ value, label: t(`mail_provider.${value}`) }))}
          value={oauth.provider}
          onChange={(chosen) => put(known[providers.find((each) => each === chosen) ?? 'other'])}
        />
        <TextField
          label={t('settings.client_id')}
          autoComplete="off"
          spellCheck={false}
          value={oauth.client_id}
          onChange={(client_id) => put({ client_id })}
        />
      </div>
      <TextField
        label={t('settings.client_secret')}
        type="password"
        autoComplete="new-password"
        required={false}
        {...(state?.client_secret ? { help: t('mailbox.secret_kept') } : {})}
        value={secret}
        onChange={onSecret}
      />
      {oauth.provider === 'other' && (
        <>
          <TextField
            label={t('mailbox.authorize_url')}
            type="url"
            value={oauth.authorize_url}
            onChange={(authorize_url) => put({ authorize_url })}
          />
          <TextField
            label={t('mailbox.token_url')}
            type="url"
            value={oauth.token_url}
            onChange={(token_url) => put({ token_url })}
          />
        </>
      )}
      {oauth.provider !== 'google' && (
        <TextField
          label={t('mailbox.scope')}
          spellCheck={false}
          value={oauth.scope}
          onChange={(scope) => put({ scope })}
        />
      )}
      <p className="small soft">
        {t('settings.redirect_uri')}
        <br />
        <code className="mono break">{`${location.origin}/mail-account`}</code>
      </p>
      <div className="row wrap">
        <Button disabled={!ready} loading={visit.isPending} onClick={() => visit.mutate()}>
          {state?.connected ? t('mailbox.connect_again') : t('mailbox.connect')}
        </Button>
        <span className={state?.connected ? 'pill green' : 'small soft'}>
          {state?.connected ? t('mailbox.connected') : t('mailbox.connect_help')}
        </span>
      </div>
    </>
  );
}
